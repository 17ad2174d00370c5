using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using Humanizer;

namespace ActionSync.Intake;

/// <summary>Says what waits for a person's word, and the command that gives it: an incident a sentence, and many incidents in one.</summary>
internal static class AwaitingConfirmation
{
    private const int MostToldAlone = 3;

    /// <param name="items">Any items; those that do not wait for a person are passed over.</param>
    public static IReadOnlyList<Awaiting> Of(IEnumerable<LedgerItem> items)
    {
        var held = items.Where(item => item.IsHeld || item.Withdrawal == Withdrawal.Held).ToLookup(item => item.IncidentId, StringComparer.Ordinal);
        return held.Count > MostToldAlone
            ? [new("incident".ToQuantity(held.Count), Sentence([.. held.SelectMany(incident => incident)]), Next([.. held.Select(incident => incident.Key)]))]
            : [.. held.Select(incident => new Awaiting(incident.Key, Sentence([.. incident]), Next(incident.Key)))];
    }

    /// <summary>What one document has just made wait; null where that is nothing.</summary>
    public static Awaiting? Of(PlanCounts plan) => plan.NewHeld + plan.Held == 0
        ? null
        : new Awaiting(plan.IncidentId, Sentence(plan.NewHeld, plan.Held), Next(plan.IncidentId));

    /// <summary>The same of what waits by now of one incident.</summary>
    public static Awaiting Of(HeldItems held) => new(held.Incident, Sentence(held.NewItems, held.Withdrawals), Next(held.Incident));

    /// <summary>Documents that lie where another incident's document lay.</summary>
    public static IReadOnlyList<Awaiting> Of(IReadOnlyList<WaitingDocument> documents) => documents.Count > MostToldAlone
        ? [new(
            "document".ToQuantity(documents.Count),
            "each has another title, another date and other items than the incident that its file was known for, so it waits.",
            $"{Next([.. documents.Select(document => document.Incident)])}; if not, give the file another name.")]
        : [.. documents.Select(document => new Awaiting(
            document.Incident, $"{document.Name} {WaitingDocument.Why(document.Incident)}", WaitingDocument.Next(document.Incident)))];

    private static string Next(string incident) => $"If that is meant: {ConfirmHint.Of(incident)}";

    private static string Next(IReadOnlyList<string> incidents) =>
        $"These are {string.Join(", ", incidents.Take(MostToldAlone))} and {incidents.Count - MostToldAlone} more. " +
        $"If that is meant: actionsync confirm INCIDENT, or {ConfirmHint.All}";

    private static string Sentence(int newItems, int withdrawals) => string.Join(" ", new[]
    {
        newItems == 0 ? null
            : $"{"new item".ToQuantity(newItems)} {(newItems == 1 ? "gets" : "get")} no issue yet: so many were new at once that a person has to confirm them.",
        withdrawals == 0 ? null
            : $"{(withdrawals == 1 ? "1 item is gone from its document" : $"{withdrawals} items are gone from their documents")}, too many at once to be sure.",
    }.OfType<string>());

    private static string Sentence(IReadOnlyCollection<LedgerItem> items) => Sentence(
        items.Count(item => item.IsHeld && item.Withdrawal != Withdrawal.Held), items.Count(item => item.Withdrawal == Withdrawal.Held));
}

/// <summary>What waits for a person's word.</summary>
/// <param name="Subject">The incident, or how many.</param>
/// <param name="Text">What waits and why.</param>
/// <param name="Next">What to do.</param>
internal sealed record Awaiting(string Subject, string Text, string Next);
