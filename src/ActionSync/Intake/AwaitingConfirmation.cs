using ActionSync.Items;
using ActionSync.Ledger;
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
            ? [new($"{"incident".ToQuantity(held.Count)}",
                Sentence([.. held.SelectMany(incident => incident)]),
                $"These are {string.Join(", ", held.Take(MostToldAlone).Select(incident => incident.Key))} and {held.Count - MostToldAlone} more: actionsync confirm INCIDENT releases those of one, {ConfirmHint.All} all of them.")]
            : [.. held.Select(incident => new Awaiting(incident.Key, Sentence([.. incident]), $"If that is meant: {ConfirmHint.Of(incident.Key)}"))];
    }

    /// <summary>As <see cref="Of(IEnumerable{LedgerItem})"/>, of what one plan has just held.</summary>
    public static string Sentence(int newItems, int withdrawals) => string.Join(" ", new[]
    {
        newItems == 0 ? null
            : $"{"new item".ToQuantity(newItems)} {(newItems == 1 ? "gets no issue" : "get no issue")} yet: so many were new at once that a person has to confirm them.",
        withdrawals == 0 ? null
            : $"{"item".ToQuantity(withdrawals)} {(withdrawals == 1 ? "is gone from its document and is" : "are gone from their documents and are")} not withdrawn yet: too many at once to be sure.",
    }.OfType<string>());

    private static string Sentence(IReadOnlyCollection<LedgerItem> items) => Sentence(
        items.Count(item => item.IsHeld && item.Withdrawal != Withdrawal.Held), items.Count(item => item.Withdrawal == Withdrawal.Held));
}

/// <summary>What waits for a person's word.</summary>
/// <param name="Subject">The incident, or how many.</param>
/// <param name="Text">What waits and why.</param>
/// <param name="Next">What to do.</param>
internal sealed record Awaiting(string Subject, string Text, string Next);
