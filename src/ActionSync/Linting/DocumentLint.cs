using System.Globalization;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Items;
using ActionSync.Planning;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Linting;

/// <summary>
/// Says what would make the items of a document better: somebody who answers for each, a day, an end that can be ticked off. A matter of taste, so it keeps
/// no document out. Items that are closed are left alone.
/// </summary>
internal sealed class DocumentLint(ReadingRules rules, RemindingOptions reminding, UnknownOwners owners)
{
    private const string Gravest = "SEV1";
    private static readonly string[] Grave = [Gravest, "SEV2"];

    private readonly ReminderCalendar _calendar = new(reminding);

    /// <summary>What was found, item by item.</summary>
    /// <param name="document">One incident.</param>
    /// <param name="earlier">What the ledger knows; nothing where there is none.</param>
    /// <param name="now">Decides which deadlines have passed.</param>
    public IEnumerable<LintFinding> Look(IncidentDocument document, EarlierActions earlier, DateTimeOffset now)
    {
        if (document.ActionItems is not { } items)
            yield break;
        var severity = document.Incident.Severity is { } word ? rules.Words.Severity(word) : null;
        if (severity == Gravest && !items.Any(Prevents))
        {
            var line = items.Count > 0 ? items[0].Line : 1;
            yield return new LintFinding(Math.Max(1, line), "no-prevention", null, "No item keeps this SEV1 incident from happening again.");
        }
        foreach (var item in items.Where(item => item.Status?.IsClosed() != true))
        {
            foreach (var (why, says) in Look(item, severity, document).Concat(Deadlines(item, now)).Concat(Earlier(item, document, earlier, now)))
                yield return new LintFinding(item.Line, why, item.Title, says);
        }
    }

    private IEnumerable<(string Why, string Says)> Look(ActionItem item, string? severity, IncidentDocument document)
    {
        if (item.Owner is null)
            yield return ("no-owner", "has no owner. Name one.");
        else if (item.Owners.Count > 1)
            yield return ("several-owners", $"has {item.Owners.Count} owners. Name the one who answers for it.");
        if (item.Owner is { } owner && !owners.IsKnown(owner, document))
            yield return (Advice.UnknownOwner, $"has an owner whom nobody knows: {Quoted.Short(owner)}.");
        if (item.Deadline is null)
            yield return ("no-deadline", "has no deadline. Give it a day.");
        if (item.Priority is null && Grave.Contains(severity))
            yield return ("no-priority", $"has no priority, after a {severity}. Give it one.");
        if (TitleRules.Of(item.Title) is { } title)
            yield return title;
    }

    private IEnumerable<(string Why, string Says)> Deadlines(ActionItem item, DateTimeOffset now)
    {
        if (item.Deadline is not { } deadline)
            yield break;
        var day = deadline.DayIn(reminding.TimeZone);
        var word = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (deadline.HasPassed(now, reminding.TimeZone))
            yield return ("past-deadline", $"was due on {word} and is open.");
        else if (reminding.Holidays.Contains(day))
            yield return ("day-off", $"is due on {word}, a holiday.");
        else if (!_calendar.IsWorkingDay(day))
            yield return ("day-off", $"is due on {word}, a {day.DayOfWeek}.");
    }

    private static IEnumerable<(string Why, string Says)> Earlier(ActionItem item, IncidentDocument document, EarlierActions earlier, DateTimeOffset now)
    {
        if (earlier.Of(item, document) is { } known)
            yield return ("repeated-action", $"stands in {known.IncidentId} too: {earlier.Outcome(known, now)}.");
    }

    private bool Prevents(ActionItem item) =>
        (item.Type is { } type && rules.Words.Kind(type) == "prevention") || item.Title.Contains("prevent", StringComparison.OrdinalIgnoreCase);
}
