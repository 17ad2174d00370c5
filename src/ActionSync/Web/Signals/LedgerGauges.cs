using System.Data.Common;
using System.Diagnostics.Metrics;
using ActionSync.Ledger;
using ActionSync.Telemetry;

namespace ActionSync.Web.Signals;

/// <summary>
/// The gauges that hold for the whole installation. They are read from the ledger when somebody asks, and not more often than every few seconds; while it
/// cannot be read they are left out rather than shown as they were, and one gauge says so.
/// </summary>
internal sealed partial class LedgerGauges : IDisposable
{
    /// <summary>The label of items of no team.</summary>
    private const string NoTeam = "none";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Whoever scrapes gives up after ten seconds, and then has not even the counters.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    private readonly LedgerFigures _figures;
    private readonly TimeProvider _clock;
    private readonly ILogger<LedgerGauges> _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile LedgerReading? _reading;
    private bool _isTold;
    private long? _readAt;

    public LedgerGauges(LedgerFigures figures, IMeterFactory meters, TimeProvider clock, ILogger<LedgerGauges> logger)
    {
        (_figures, _clock, _logger) = (figures, clock, logger);
        var meter = meters.Create(Counters.MeterName);
        meter.CreateObservableGauge("actionsync.ledger.up", () => _reading is null ? 0 : 1, null, "1 where the ledger can be read, else 0.");
        meter.CreateObservableGauge(
            "actionsync.tracker.refresh.lag",
            () => OfTrackers(tracker => tracker.RefreshedAt is { } at ? Since(at) : null), "s", "Time since a tracker was last read to its end.");
        meter.CreateObservableGauge(
            "actionsync.items.waiting", () => OfTrackers(tracker => tracker.Waiting), "{item}", "Items with something to be written to a tracker.");
        meter.CreateObservableGauge(
            "actionsync.items.unknown", () => OfTrackers(tracker => tracker.Unknown), "{item}", "Items whose create has no known outcome at present.");
        meter.CreateObservableGauge(
            "actionsync.items.unknown.oldest.age", () => _reading is { } reading ? [new(reading.OldestUnknown is { } at ? Since(at) : 0)] : NoValue, "s",
            "Time since the oldest create was sent that has no known outcome; 0 where there is none.");
        meter.CreateObservableGauge("actionsync.items.overdue", Overdue, "{item}", "Items past their deadline, by priority and team.");
    }

    private static Measurement<double>[] NoValue => [];

    /// <summary>To be called before the gauges are shown.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is { } at && _clock.GetElapsedTime(at) < Fresh)
                return;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(AnswersWithin);
            _reading = await ReadAsync(limit.Token, cancellationToken);
            _readAt = _clock.GetTimestamp();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Null where the ledger cannot be read: its outage is told by the jobs that need it.</summary>
    private async Task<LedgerReading?> ReadAsync(CancellationToken limited, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await _figures.ReadAsync(limited);
            _isTold = false;
            return reading;
        }
        catch (Exception e) when (e is DbException or LedgerException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            if (!_isTold)
                Log.Unread(_logger, e.Message);
            _isTold = true;
            return null;
        }
    }

    private double Since(DateTimeOffset at) => Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds);

    private IEnumerable<Measurement<double>> OfTrackers(Func<TrackerFigures, double?> value) =>
        from tracker in _reading?.Trackers ?? []
        let shown = value(tracker)
        where shown is not null
        select new Measurement<double>(shown.Value, new KeyValuePair<string, object?>("tracker", tracker.Name));

    private IEnumerable<Measurement<long>> Overdue() =>
        from count in _reading?.Overdue ?? []
        select new Measurement<long>(
            count.Items,
            new KeyValuePair<string, object?>("priority", count.Priority.ToString()), new KeyValuePair<string, object?>("team", count.Team ?? NoTeam));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "The ledger cannot be read for metrics: {Reason}")]
        public static partial void Unread(ILogger logger, string reason);
    }
}
