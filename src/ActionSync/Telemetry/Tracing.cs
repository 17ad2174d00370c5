using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Telemetry;

/// <summary>
/// Spans from the file to the reminder. The steps of an incident happen hours and weeks apart, in different workers, with only the ledger in between; so that
/// they are found together all the same, the id of an incident's trace is derived from the incident's id, and nothing is stored for it. A step that concerns
/// several incidents stands in the trace of the first; in each other's trace an empty span of its name links to it. Spans carry names of the configuration,
/// counts and outcomes; the incident's id is the only text of a document, and no person, path, header, body or query is in any.
/// </summary>
internal static class Tracing
{
    /// <summary>The source to listen to.</summary>
    public const string SourceName = "ActionSync";

    /// <summary>A step of more incidents than this is linked to by so many.</summary>
    private const int MostLinked = 50;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A step of these incidents, as a root of the first one's trace; null where nobody listens, or for none.</summary>
    public static Activity? Step(string name, IEnumerable<string> incidents)
    {
        if (!Source.HasListeners())
            return null;
        var ids = incidents.Distinct(StringComparer.Ordinal).Take(MostLinked + 1).ToList();
        if (ids.Count == 0)
            return null;
        var step = Start(name, ids[0], null);
        if (step is not null)
        {
            foreach (var other in ids.Skip(1))
                Start(name, other, step)?.Dispose();
        }
        return step;
    }

    /// <summary>A call to a service, below the step that makes it.</summary>
    public static Activity? Call(string name) => Source.StartActivity(name, ActivityKind.Client);

    /// <summary>The same for every worker, every time.</summary>
    public static ActivityTraceId TraceOf(string incident)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"actionsync incident\n{incident}"), hash);
        return ActivityTraceId.CreateFromBytes(hash[..16]);
    }

    /// <summary>In a trace without a span above: steps are roots, and no span is named that never was.</summary>
    private static Activity? Start(string name, string incident, Activity? linked) => Source.StartActivity(
        name,
        ActivityKind.Internal,
        new ActivityContext(TraceOf(incident), default, ActivityTraceFlags.Recorded, traceState: null, isRemote: true),
        [new("actionsync.incident", incident)],
        linked is null ? null : [new ActivityLink(linked.Context)]);
}
