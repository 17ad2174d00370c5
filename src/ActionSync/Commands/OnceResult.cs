using ActionSync.Ledger;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>The last words of <c>once</c>: the items of the incidents that it took in, and what is left.</summary>
internal static class OnceResult
{
    public static async Task PrintAsync(CommandContext context, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        await using var work = await context.Ledger.ReadAsync(cancellationToken);
        var items = new List<LedgerItem>();
        foreach (var incident in outcome.Plans.Select(plan => plan.IncidentId).Distinct())
            items.AddRange(await work.Items.OfIncidentAsync(incident, cancellationToken));
        if (items.Count > 0)
            ItemTable.Print(items, TimeProvider.System.GetUtcNow(), context.Options.Reminding.TimeZone);

        var left = await work.Items.UnfinishedAsync(cancellationToken);
        if (await work.Items.UnreadAsync(cancellationToken) is > 0 and var unread)
            outcome.Leave($"{"item".ToQuantity(unread)} {(unread == 1 ? "has" : "have")} an issue of which something cannot be read; the last known values stand. actionsync status says what, and doctor what to do.");
        var held = await work.Items.HeldAsync(cancellationToken);
        if (held.Count > 0)
            outcome.Leave($"{"item".ToQuantity(held.Count)} {(held.Count == 1 ? "is" : "are")} gone from their documents, too many at once to be sure: actionsync once --confirm-withdraw withdraws them.");
        if (left > held.Count)
            outcome.Leave($"{"item".ToQuantity(left - held.Count)} still {(left - held.Count == 1 ? "waits" : "wait")}; actionsync status says why, and the next pass goes on.");
    }
}
