using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Naming;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>The one item that a command is about, by whatever name people have for it.</summary>
internal static class ItemArgument
{
    public const string Forms =
        "An issue's number (12, OPS-3), the document's id for the item, INCIDENT/3 for the third item of an incident, the item's key, its issue's " +
        "address or file, or a beginning that no other item has.";

    public static Argument<string> Make() => new("ITEM") { Description = Forms };

    /// <summary>The item that is meant, or null once the person was told why it cannot be known, and with which code the command ends.</summary>
    public static async Task<(ListedItem? Item, ExitCode Code)> FindAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        if (work is null)
            return (null, NoLedger(context, text));
        var lookup = await context.Get<ItemFinder>().FindAsync(work, text, cancellationToken);
        return lookup is ItemLookup.One(var item)
            ? ((await context.Get<ItemListing>().DescribeAsync(work, [item], cancellationToken))[0], ExitCode.Done)
            : (null, await TellAsync(lookup, text, work, cancellationToken));
    }

    /// <summary>The same for a command that changes the item: the ledger is brought up to date first, and one that nobody ever wrote is not made.</summary>
    public static async Task<(ListedItem? Item, ExitCode Code)> FindToChangeAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        if (!await context.Ledger.IsThereAsync(cancellationToken))
            return (null, NoLedger(context, text));
        await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        return await FindAsync(context, text, cancellationToken);
    }

    private static ExitCode NoLedger(CommandContext context, string text)
    {
        Terminal.Message($"No item {text} is known: there is no ledger {context.Ledger.Where}. --data DIR names another folder.");
        return ExitCode.Rejected;
    }

    /// <summary>Says that no item, or more than one, is meant.</summary>
    public static async Task<ExitCode> TellAsync(ItemLookup lookup, string text, LedgerTransaction? work, CancellationToken cancellationToken)
    {
        switch (lookup)
        {
            case ItemLookup.Several(var items):
                var names = await ShortNames.LoadAsync(work!, cancellationToken);
                Terminal.Message($"{text} may be any of {"item".ToQuantity(items.Count)}; name one of them:");
                foreach (var item in items)
                    Terminal.Message($"  {names.Of(item)}  {item.Title}", 4);
                return ExitCode.Misused;
            case ItemLookup.None({ } nearest):
                var near = (await ShortNames.LoadAsync(work!, cancellationToken)).Of(nearest);
                Terminal.Message($"No item {text} is known. Did you mean {near} ({nearest.Title})? actionsync status --all lists them all.");
                return ExitCode.Rejected;
            default:
                Terminal.Message($"No item {text} is known. actionsync status --all lists those that are.");
                return ExitCode.Rejected;
        }
    }
}
