using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Recovery;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>What <c>status</c> says to people: the items, what is to be known of single ones, and how many there are.</summary>
internal static class StatusText
{
    /// <summary>What to do where the ledger is empty, or another one was meant.</summary>
    public const string FirstStep = "Take a document in: actionsync once incident.json; or name another folder: --data DIR.";

    private const int Hanging = 2;

    public static async Task PrintAsync(
        CommandContext context, LedgerTransaction? work, IAsyncEnumerable<ListedItem> items, ItemFilter filter, bool all, CancellationToken cancellationToken)
    {
        var hidesClosed = !all && filter.States.Count == 0;
        var (counts, shown) = (new ListingCounts(), new List<ListedItem>());
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            counts.Add(item);
            if (!hidesClosed || item.Item.IsOpen)
                shown.Add(item);
        }
        ItemRows.Print(Terminal.Results, shown, context.Options.Reminding.TimeZone);
        // What is to be known of many alike is said once: a tracker that cannot be reached concerns every item that waits for it.
        foreach (var alike in shown.SelectMany(listed => Notes(listed.Item).Select(note => (listed.Short, Note: note))).GroupBy(note => note.Note))
            Terminal.Paragraph($"{SomeNames.Of([.. alike.Select(note => note.Short)])}: {alike.Key}", Hanging);
        if (counts.Total > 0)
            Terminal.Paragraph(counts.ToSentence(hidesClosed, ItemRows.OverdueWord, ItemRows.OldWord), Hanging);
        else
            await PrintNothingAsync(context, work, filter, cancellationToken);
        foreach (var waiting in AwaitingConfirmation.Of(shown.Select(listed => listed.Item)))
            Terminal.Paragraph($"{waiting.Subject}: {waiting.Text} {waiting.Next}", Hanging);
    }

    private static IEnumerable<string> Notes(LedgerItem item)
    {
        if (item.LinkedTo is not null)
            yield return $"linked to {item.Url}, which is the issue of {item.LinkedTo} and {item.State.ToWord()}";
        if (item.Problem is not null && !(item.IsIssueGone && item.State.IsClosed()))
            yield return item.Problem.Text;
        foreach (var unread in item.Unread)
            yield return unread.Sentence;
    }

    /// <summary>Whether the filters let nothing through, or nothing is there.</summary>
    private static async Task PrintNothingAsync(
        CommandContext context, LedgerTransaction? work, ItemFilter filter, CancellationToken cancellationToken)
    {
        var known = work is null ? 0 : await work.Items.CountAsync(cancellationToken);
        if (known == 0)
            await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        Terminal.Paragraph(
            known > 0
                ? $"No item fits; without filters there {(known == 1 ? "is" : "are")} {"item".ToQuantity(known)}.{context.Get<FilterHints>().Of(filter)}"
                : $"No action items yet in the ledger {context.Ledger.Where}. {FirstStep}",
            Hanging);
    }
}
