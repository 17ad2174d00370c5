using System.Text.RegularExpressions;
using ActionSync.SystemTests.Journeys;
using ActionSync.SystemTests.Support;
using ActionSync.Telemetry;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>What a collector of OpenTelemetry is sent, and what becomes of a worker whose collector is away.</summary>
public sealed class OtlpTests : IAsyncDisposable
{
    private readonly OtlpCollector _collector = new();
    private OnGitHub _on = null!;

    [Fact]
    public async Task A_pass_sends_the_trace_from_file_to_issue_to_reminder()
    {
        await StartAsync();

        (await _on.Actionsync.RunAsync("once", "--remind", _on.Actionsync.Write("a.json", Json("INC-1", Item("Add a secret alert"))))).Exits(0);

        var trace = _collector.Spans.Where(span => span.TraceId == Tracing.TraceOf("INC-1").ToHexString()).ToList();
        var steps = trace.Where(span => span.Parent.Length == 0).ToList();
        Assert.Equal(["take in document", "create issues", "send reminder"], steps.Select(step => step.Name));
        Assert.All(steps, step => Assert.Equal("INC-1", step.Attributes["actionsync.incident"]));
        Assert.Equal("hub", steps[1].Attributes["actionsync.tracker"]);
        Assert.Equal(("Email", "sent"), (steps[2].Attributes["actionsync.channel"], steps[2].Attributes["actionsync.outcome"]));
        var calls = trace.Where(span => span.Parent == steps[1].SpanId).ToList();
        Assert.Contains(calls, call => call.Name == "POST GitHub" && call.Attributes["http.response.status_code"] == "201");
        Assert.All(_collector.Spans, span => Assert.Equal("actionsync", span.Resource["service.name"]));
        Assert.All(_collector.Spans, span => Assert.Matches(@"^\d+\.\d+\.\d+", span.Resource["service.version"]));
        Assert.All(_collector.Spans, span => Assert.NotEmpty(span.Resource["service.instance.id"]));
        Assert.Contains("actionsync.issues.created", _collector.Metrics);
    }

    [Fact]
    public async Task No_span_holds_a_header_a_token_a_body_or_a_query()
    {
        await StartAsync();

        (await _on.Actionsync.RunAsync("once", "--remind", _on.Actionsync.Write("a.json", Json("INC-1", Item("Add a secret alert"))))).Exits(0);

        Assert.Contains(_on.GitHub.Log.All, request => request.Query.Length > 1);
        Assert.NotEmpty(_collector.Spans);
        foreach (var word in new[] { _on.Token, "secret alert", "alice", "Bearer", "per_page", "actionsync:" })
            Assert.DoesNotContain(word, _collector.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_worker_sends_metrics_and_traces_under_the_name_that_the_environment_gives()
    {
        await StartAsync();
        _on.Actionsync.Variable("OTEL_SERVICE_NAME", "incidents").Variable("OTEL_METRIC_EXPORT_INTERVAL", "300").Variable("OTEL_BSP_SCHEDULE_DELAY", "100");
        _on.Actionsync.Drop("a.json", Json("INC-1", Item("Add an alert")));
        await _on.Actionsync.StartWorkerAsync();

        await Eventually.IsTrue(() => _collector.Spans.Any(span => span.Name == "create issues"), "the trace arrives");
        await Eventually.IsTrue(
            () => _collector.Metrics.IsSupersetOf(
                ["actionsync.ledger.up", "actionsync.tracker.refresh.lag", "actionsync.tracker.requests", "dotnet.gc.collections"]),
            "the metrics arrive");
        Assert.All(_collector.Spans, span => Assert.Equal("incidents", span.Resource["service.name"]));
    }

    [Fact]
    public async Task A_collector_that_is_away_disturbs_nothing_and_is_told_once()
    {
        await StartAsync();
        _collector.Dispose();
        var url = FreeAddress.Next();
        _on.Actionsync.With("Dashboard:Urls", url).Variable("OTEL_METRIC_EXPORT_INTERVAL", "200").Variable("OTEL_BSP_SCHEDULE_DELAY", "100");
        _on.Actionsync.Drop("a.json", Json("INC-1", Item("Add an alert")));
        var worker = await _on.Actionsync.StartWorkerAsync();

        await _on.Actionsync.HasIssuesAsync("INC-1");
        await Eventually.IsTrue(() => Warnings(worker.Stderr) == 1, "the log says it");
        _on.Actionsync.Drop("b.json", Json("INC-2", Item("Write a test")));
        await _on.Actionsync.HasIssuesAsync("INC-2");

        using var scrape = new Scrape(url);
        Assert.Equal(2, (await scrape.AsksAsync()).Value("actionsync_issues_created_total", ("tracker", "hub")));
        worker.Terminate();
        (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
        Assert.Equal(1, Warnings(worker.Stderr));
        Assert.DoesNotContain("   at ", worker.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_without_its_collector_ends_as_it_would()
    {
        await StartAsync();
        _collector.Dispose();

        var ran = (await _on.OnceAsync(_on.Actionsync.Write("a.json", Json("INC-1", Item("Add an alert"))))).Exits(0);

        Assert.Equal(1, Warnings(ran.Stderr));
    }

    public async ValueTask DisposeAsync()
    {
        _collector.Dispose();
        await _on.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _on = await OnGitHub.StartAsync();
        _on.Actionsync.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Url).Variable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    }

    private static int Warnings(string log) => Regex.Count(log, "do not arrive at");
}
