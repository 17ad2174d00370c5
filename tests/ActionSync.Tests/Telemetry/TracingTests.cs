using System.Diagnostics;
using ActionSync.Telemetry;
using ActionSync.Tests.Contracts;
using ActionSync.Trackers.Http;

namespace ActionSync.Tests.Telemetry;

/// <summary>How steps of an incident are found together, however far apart they happen.</summary>
public sealed class TracingTests : IDisposable
{
    private readonly string _incident = $"INC-{Guid.NewGuid():N}";
    private readonly List<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public TracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // Other tests of this process have steps, too.
                if ((activity.GetTagItem("actionsync.incident") as string)?.StartsWith(_incident, StringComparison.Ordinal) == true)
                    _ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public void Steps_of_one_incident_are_roots_of_one_trace()
    {
        Tracing.Step("take in document", [_incident])?.Dispose();
        Tracing.Step("create issues", [_incident])?.Dispose();

        Assert.Equal(["take in document", "create issues"], _ended.Select(step => step.DisplayName));
        Assert.All(_ended, step => Assert.Equal(Tracing.TraceOf(_incident), step.TraceId));
        Assert.All(_ended, step => Assert.Equal(default, step.ParentSpanId));
        Assert.All(_ended, step => Assert.True(step.Recorded));
    }

    [Fact]
    public void A_step_of_several_is_linked_to_from_the_trace_of_each_other()
    {
        var step = Tracing.Step("send reminder", [_incident, $"{_incident}b", _incident, $"{_incident}c"])!;
        step.Dispose();

        Assert.Equal(_incident, step.GetTagItem("actionsync.incident"));
        var others = _ended.Except([step]).ToList();
        Assert.Equal([Tracing.TraceOf($"{_incident}b"), Tracing.TraceOf($"{_incident}c")], others.Select(other => other.TraceId));
        Assert.All(others, other => Assert.Equal(step.Context, Assert.Single(other.Links).Context));
    }

    [Fact]
    public void A_call_stands_below_its_step()
    {
        using var step = Tracing.Step("create issues", [_incident])!;
        using var call = Tracing.Call("POST GitHub")!;

        Assert.Equal((step.TraceId, step.SpanId), (call.TraceId, call.ParentSpanId));
    }

    [Fact]
    public async Task A_service_is_not_told_the_ids_of_our_traces()
    {
        using var server = new StandInServer().Says(200, "{}");
        using var http = new HttpClient(TrackerHttp.Create(TimeSpan.FromSeconds(10)));
        using var step = Tracing.Step("create issues", [_incident])!;

        using var answer = await http.GetAsync(new Uri(server.Url), TestContext.Current.CancellationToken);

        Assert.Same(step, Activity.Current);
        Assert.DoesNotContain(server.Request.Headers!.Keys, name => name is "traceparent" or "Request-Id");
    }

    [Fact]
    public void A_step_of_nothing_is_none() => Assert.Null(Tracing.Step("send reminder", []));

    [Fact]
    public void The_trace_of_an_incident_is_the_same_for_ever() =>
        Assert.Equal("6b5377c32a1638c22df757fced37eed4", Tracing.TraceOf("INC-2024-0142").ToHexString());

    public void Dispose() => _listener.Dispose();
}
