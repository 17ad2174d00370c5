using System.CommandLine;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Naming;
using ActionSync.Recovery;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>history [INCIDENT|ITEM]</c>: who did what, and when.</summary>
internal static class HistoryCommand
{
    /// <summary>How far back all of it goes where neither an item nor a day is given.</summary>
    private const int DaysShown = 7;

    private static readonly Argument<string?> Subject = new("INCIDENT|ITEM")
    {
        Description = "An incident's id or the beginning of one, or an item by any name that the other commands take. " +
            $"Without it: everything of the last {DaysShown} days.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DateOnly?> Since = TimeArguments.Day("--since", "Only what happened on or after this day, yyyy-MM-dd.");
    private static readonly Option<bool> Json = new("--json") { Description = "An array of objects, oldest first, for programs." };
    private static readonly Option<bool> Csv = new("--csv") { Description = "The same as comma-separated values, for spreadsheets." };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("history", "What happened to an incident's items, to one item, or to all: who, what, when.") { Subject, Since, Json, Csv };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Json) && result.GetValue(Csv))
                result.AddError("--json and --csv are two formats; choose one.");
        });
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        var (subject, zone) = (arguments.GetValue(Subject), context.Options.Reminding.TimeZone);
        var since = SinceOf(arguments.GetValue(Since), subject is null, zone);
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        var (scope, code) = await ScopeAsync(context, work, subject, since, cancellationToken);
        if (scope is null)
            return code;
        var entries = work is null ? AsyncEnumerable.Empty<HistoryEntry>() : HistoryListing.ListAsync(work, scope, cancellationToken);
        if (arguments.GetValue(Csv))
            await ListWriter.WriteCsvAsync(HistoryEntry.CsvHeader, entries.Select(entry => entry.ToCsv()));
        else if (arguments.GetValue(Json))
            await ListWriter.WriteJsonAsync(entries, ReadableHistory.Json.ListHistoryEntry);
        else
            await PrintAsync(context, work, await entries.ToListAsync(cancellationToken), since, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(
        CommandContext context, LedgerTransaction? work, IReadOnlyList<HistoryEntry> entries, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var zone = context.Options.Reminding.TimeZone;
        if (work is null || entries.Count == 0)
        {
            Terminal.Paragraph(work is null
                ? $"Nothing happened yet: there is no ledger {context.Ledger.Where}. --data DIR names another folder."
                : $"Nothing happened since {ZonedTime.DayOf(since, zone):yyyy-MM-dd}; --since DAY goes further back.");
            return;
        }
        HistoryText.Print(entries, await HeadingsAsync(work, entries, cancellationToken), TimeProvider.System.GetUtcNow(), zone);
        await PrintIgnoredAsync(context, work, entries, cancellationToken);
        Terminal.Paragraph($"Times are those of {zone.Id} (Reminding:TimeZone).");
    }

    /// <summary>That nothing happens to an item has its reason in the configuration as it is now, so that no event tells it.</summary>
    private static async Task PrintIgnoredAsync(
        CommandContext context, LedgerTransaction work, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellationToken)
    {
        var keys = entries.Select(entry => entry.Item).OfType<string>().ToHashSet();
        List<LedgerItem> ignored = [.. (await work.Items.IgnoredAsync(cancellationToken)).Where(item => keys.Contains(item.Key))];
        foreach (var route in (await context.Get<ItemListing>().DescribeAsync(work, ignored, cancellationToken)).GroupBy(listed => listed.IgnoredByText))
            Terminal.Paragraph($"{SomeNames.Of([.. route.Select(listed => listed.Short)])}: ignored by {route.Key}.", 2);
    }

    /// <summary>What stands above an incident's or an item's events: what it is called, and where its issue is.</summary>
    private static async Task<Func<string, string?, (string Heading, string? Url)>> HeadingsAsync(
        LedgerTransaction work, IReadOnlyList<HistoryEntry> entries, CancellationToken cancellationToken)
    {
        var incidents = await work.Incidents.WithIdsAsync(entries.Select(entry => entry.Incident), cancellationToken);
        var keys = entries.Select(entry => entry.Item).OfType<string>().ToHashSet();
        var items = new Dictionary<string, (string Heading, string? Url)>();
        var names = await ShortNames.LoadAsync(work, cancellationToken);
        await foreach (var name in ItemName.AllAsync(work).WithCancellation(cancellationToken))
        {
            if (keys.Contains(name.Key))
                items[name.Key] = ($"{names.Of(name)}  {name.Title}", name.Url);
        }
        return (incident, key) => key is not null ? items.TryGetValue(key, out var item) ? item : (key, null)
            : incidents.TryGetValue(incident, out var known) && known.Brief.Title != incident ? ($"{incident}  {known.Brief.Title}", null)
            : (incident, null);
    }

    /// <summary>Whose history is meant: an incident's, by its id or a beginning that no other has, else an item's.</summary>
    private static async Task<(HistoryScope? Scope, ExitCode Code)> ScopeAsync(
        CommandContext context, LedgerTransaction? work, string? subject, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (subject is null)
            return (new HistoryScope(null, null, since), ExitCode.Done);
        var incidents = work is null ? [] : await work.Incidents.IdsAsync(cancellationToken);
        if (IncidentNames.Whole(incidents, subject) is { } whole)
            return (new HistoryScope(whole, null, since), ExitCode.Done);
        var lookup = work is null ? new ItemLookup.None(null) : await context.Get<ItemFinder>().FindAsync(work, subject, cancellationToken);
        if (lookup is ItemLookup.One(var item))
            return (new HistoryScope(item.IncidentId, item.Key, since), ExitCode.Done);
        // All items of an incident begin like it.
        if (IncidentNames.Begun(incidents, subject) is [var begun])
            return (new HistoryScope(begun, null, since), ExitCode.Done);
        if (lookup is ItemLookup.Several)
            return (null, await ItemArgument.TellAsync(lookup, subject, work, cancellationToken));
        var near = Nearest.To(subject, incidents);
        Terminal.Message(
            $"No incident {subject} is known, and no item of that name.{(near is null ? "" : $" Did you mean {near}?")} " +
            "actionsync status --all lists those that are.");
        return (null, ExitCode.Rejected);
    }

    private static DateTimeOffset SinceOf(DateOnly? day, bool isAll, TimeZoneInfo zone)
    {
        if (day is null && !isAll)
            return DateTimeOffset.UnixEpoch;
        var first = day ?? ZonedTime.DayOf(TimeProvider.System.GetUtcNow(), zone).AddDays(-DaysShown);
        return ZonedTime.FirstAt(first.ToDateTime(TimeOnly.MinValue), zone);
    }
}
