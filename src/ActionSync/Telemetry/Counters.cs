using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ActionSync.Telemetry;

/// <summary>
/// What the program counts, each at the place where it happens and behind the commit that makes it so: what is tried again is not counted twice, and a crash
/// in between loses a count rather than doubling it. They count this process, as the runtime's own do; what holds for the whole installation is read from the
/// ledger (<c>Web/Signals</c>). Labels are names of the configuration and words of ours alone, never incidents, people or paths.
/// </summary>
internal static class Counters
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "ActionSync";

    /// <summary>The instrument that says how many requests a tracker still grants.</summary>
    public const string BudgetName = "actionsync.tracker.budget.remaining";

    /// <summary>The status of a call that had no answer.</summary>
    private const string NoAnswer = "none";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Accepted = Meter.CreateCounter<long>(
        "actionsync.documents.taken_in", "{document}", "Documents that were accepted as a new revision of their incident.");

    private static readonly Counter<long> Rejected = Meter.CreateCounter<long>(
        "actionsync.documents.rejected", "{document}", "Documents that were rejected, by why: unfinished, unreadable, or the kind of their first mistake.");

    private static readonly Counter<long> Created = Meter.CreateCounter<long>(
        "actionsync.issues.created", "{issue}", "Issues that were created, each once, also where its answer was lost and it was found later.");

    private static readonly Counter<long> Unknown = Meter.CreateCounter<long>(
        "actionsync.issues.unknown", "{issue}", "Creates of issues whose outcome was not known at first.");

    private static readonly Counter<long> Healed = Meter.CreateCounter<long>(
        "actionsync.duplicates.healed", "{issue}", "Issues that were closed as duplicates of one that was made for the same item.");

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>(
        "actionsync.tracker.requests", "{request}", "Requests to a tracker, by method and status; none where there was no answer.");

    private static readonly Histogram<double> CallTimes = Meter.CreateHistogram<double>(
        "actionsync.tracker.request.duration", "s", "How long requests to a tracker took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private static readonly Gauge<long> Budget = Meter.CreateGauge<long>(
        BudgetName, "{request}", "Requests that a tracker still grants within its limit, as it said last.");

    private static readonly Counter<long> Reminders = Meter.CreateCounter<long>(
        "actionsync.reminders", "{reminder}", "Reminders by channel and outcome; one that failed is tried again and counts each time.");

    /// <summary>Shows what did not happen yet as zero, so that the first time is seen as a rise.</summary>
    public static void Begin(IEnumerable<string> trackers, IEnumerable<string> channels, IEnumerable<string> reasons, IEnumerable<string> outcomes)
    {
        Accepted.Add(0);
        foreach (var reason in reasons)
            Rejected.Add(0, new TagList { { "reason", reason } });
        foreach (var tracker in trackers)
        {
            foreach (var counter in new[] { Created, Unknown, Healed })
                counter.Add(0, OfTracker(tracker));
        }
        foreach (var (channel, outcome) in channels.SelectMany(channel => outcomes.Select(outcome => (channel, outcome))))
            Reminders.Add(0, new TagList { { "channel", channel }, { "outcome", outcome } });
    }

    public static void DocumentsTakenIn(int documents)
    {
        if (documents > 0)
            Accepted.Add(documents);
    }

    /// <param name="reason">One of few words.</param>
    public static void DocumentRejected(string reason) => Rejected.Add(1, new TagList { { "reason", reason } });

    public static void IssuesCreated(string tracker, int issues) => Add(Created, tracker, issues);

    public static void IssuesUnknown(string tracker, int issues) => Add(Unknown, tracker, issues);

    public static void DuplicatesHealed(string tracker, int issues) => Add(Healed, tracker, issues);

    /// <param name="method">As HTTP knows it.</param>
    /// <param name="status">Null where there was no answer.</param>
    public static void Called(string tracker, string method, int? status, TimeSpan took)
    {
        Calls.Add(1, new TagList { { "tracker", tracker }, { "method", method }, { "status", status?.ToString() ?? NoAnswer } });
        CallTimes.Record(took.TotalSeconds, OfTracker(tracker));
    }

    /// <param name="resource">Which of the tracker's budgets; one of few words.</param>
    public static void BudgetLeft(string tracker, string resource, long left) =>
        Budget.Record(left, new TagList { { "tracker", tracker }, { "resource", resource } });

    /// <param name="channel">Null where no channel was asked.</param>
    /// <param name="outcome">One of few words.</param>
    public static void Reminded(string? channel, string outcome) =>
        Reminders.Add(1, new TagList { { "channel", channel ?? NoAnswer }, { "outcome", outcome } });

    private static void Add(Counter<long> counter, string tracker, int issues)
    {
        if (issues > 0)
            counter.Add(issues, OfTracker(tracker));
    }

    private static TagList OfTracker(string tracker) => new() { { "tracker", tracker } };
}
