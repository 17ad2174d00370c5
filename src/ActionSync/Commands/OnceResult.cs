using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Planning;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>The last words of <c>once</c>: the items of the incidents that it took in, and what is left.</summary>
internal static class OnceResult
{
    private const int MostOwners = 3;
    private const int Indent = 4;

    /// <summary>What waited for an issue and gets none by routes that were changed.</summary>
    public static async Task TellIgnoredAsync(
        CommandContext context, IEnumerable<ReroutedItem> rerouted, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        List<LedgerItem> ignored = [.. rerouted.Where(item => item.IsIgnoredNow).Select(item => item.After)];
        if (ignored.Count == 0)
            return;
        outcome.Act();
        await using var work = await context.Ledger.ReadAsync(cancellationToken);
        var names = await ShortNames.LoadAsync(work, cancellationToken);
        Terminal.Paragraph(
            $"{"item".ToQuantity(ignored.Count)} {(ignored.Count == 1 ? "is" : "are")} ignored from now on, as Routes say: "
            + $"{SomeNames.Of([.. ignored.Select(names.Of)])}.");
    }

    public static async Task PrintAsync(CommandContext context, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        await using var work = await context.Ledger.ReadAsync(cancellationToken);
        var items = new List<LedgerItem>();
        foreach (var incident in outcome.Plans.Select(plan => plan.IncidentId).Distinct())
            items.AddRange(await work.Items.OfIncidentAsync(incident, cancellationToken));
        var listed = await context.Get<ItemListing>().DescribeAsync(work, items, cancellationToken);
        ItemRows.Print(Terminal.Results, listed, context.Options.Reminding.TimeZone);
        if (listed.Count > 0)
            Terminal.Paragraph(ListingCounts.Of(listed).ToSentence(hidesClosed: false, ItemRows.OverdueWord, ItemRows.OldWord));

        foreach (var line in outcome.RepeatedAdvice)
            Terminal.Message(line, Indent);
        foreach (var line in UnassignedText.Of(context.Get<UnassignedItems>().Among(items), context.Get<Assignability>(), MostOwners))
            Terminal.Message(line, Indent);
        if (await work.Items.UnreadAsync(cancellationToken) is > 0 and var unread)
            outcome.Leave($"{"item".ToQuantity(unread)} {(unread == 1 ? "has" : "have")} an issue of which something cannot be read; the last known values stand. actionsync status says what, and doctor what to do.");
        foreach (var waiting in AwaitingConfirmation.Of(await work.Items.HeldAsync(cancellationToken)))
            outcome.Leave($"{waiting.Subject}: {waiting.Text} {waiting.Next}");
        // A file that this pass did not look at waits all the same.
        var documents = (await context.Get<HeldDocuments>().ThereAsync(cancellationToken)).Where(document => !outcome.Held.Contains(document.Incident));
        foreach (var waiting in AwaitingConfirmation.Of([.. documents]))
            outcome.Leave($"{waiting.Subject}: {waiting.Text} {waiting.Next}");
        var unrouted = await work.Items.UnroutedAsync(cancellationToken);
        if (UnroutedItems.Sentence(unrouted, await ShortNames.LoadAsync(work, cancellationToken)) is { } sentence)
            outcome.Leave(sentence);
        if (await work.Items.UnfinishedAsync(cancellationToken) - unrouted.Count is > 0 and var left)
            outcome.Leave($"{"item".ToQuantity(left)} still {(left == 1 ? "waits" : "wait")}; actionsync status says why, and the next pass goes on.");
    }
}
