using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ActionSync.Scheduling;
using ActionSync.Telemetry;

namespace ActionSync.Web.Signals;

/// <summary>How many requests each tracker still grants, as it said last to this process; heard from the same instrument that monitoring reads.</summary>
internal sealed class TrackerBudgets : IDisposable
{
    private readonly ConcurrentDictionary<(string Tracker, string Resource), long> _left = new();
    private readonly MeterListener _listener = new();

    public TrackerBudgets()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Counters.MeterName && instrument.Name == Counters.BudgetName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, left, tags, _) => Hear(left, tags));
        _listener.Start();
    }

    /// <summary>A sentence for each budget of a tracker; none where it never named one, or where the part is no tracker.</summary>
    public IEnumerable<string> Of(PartHealth part) => _left.Where(entry => WorkerTimes.Tracker(entry.Key.Tracker) == part.Name)
        .OrderBy(entry => entry.Key.Resource, StringComparer.Ordinal).Select(entry => $"{entry.Value} {entry.Key.Resource} requests left");

    public void Dispose() => _listener.Dispose();

    private void Hear(long left, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (tracker, resource) = ("", "");
        foreach (var (key, value) in tags)
        {
            tracker = key == "tracker" ? $"{value}" : tracker;
            resource = key == "resource" ? $"{value}" : resource;
        }
        _left[(tracker, resource)] = left;
    }
}
