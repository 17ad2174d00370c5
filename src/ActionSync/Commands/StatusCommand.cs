using System.CommandLine;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Recovery;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary><c>status</c>: the items that are open, or those that the filters choose, and where each stands.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Closed items too; --json and --csv have them without." };
    private static readonly Option<bool> Json = new("--json") { Description = "An array of objects, for programs: every item unless filtered." };
    private static readonly Option<bool> Csv = new("--csv") { Description = "The same as comma-separated values, for spreadsheets." };
    private static readonly FilterOptions Filters = new();

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "status",
            "What is open: priority, the name to type, title, owner, deadline, and what is overdue, snoozed or unassigned. Works beside a running worker.")
        {
            All,
            Json,
            Csv,
        };
        Filters.AddTo(command);
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
        var isForPrograms = arguments.GetValue(Json) || arguments.GetValue(Csv);
        var filter = Filters.Read(arguments);
        // What an item says of its own place is not said again.
        var told = new List<IssueRef>();
        await using (var work = await context.ReadLedgerAsync(cancellationToken))
        {
            var items = (work is null ? AsyncEnumerable.Empty<ListedItem>() : context.Get<ItemListing>().ListAsync(work, filter, cancellationToken))
                .Select(listed => Noted(listed, told));
            if (isForPrograms)
                await WriteAsync(items, arguments.GetValue(Csv), context.Options.Reminding.TimeZone);
            else
                await StatusText.PrintAsync(context, work, items, filter, arguments.GetValue(All), cancellationToken);
        }
        // Messages, and no result: the array of --json is one of items.
        foreach (var waiting in AwaitingConfirmation.Of(await context.Get<HeldDocuments>().ThereAsync(cancellationToken)))
        {
            var sentence = $"{waiting.Subject}: {waiting.Text} {waiting.Next}";
            if (isForPrograms)
                Terminal.Message(sentence, 2);
            else
                Terminal.Paragraph(sentence, 2);
        }
        foreach (var sentence in await LeftAloneAsync(context, told, cancellationToken))
            Terminal.Message($"Left alone: {sentence}", 2);
        foreach (var sentence in await context.Get<InboxSurvey>().RejectedAsync(cancellationToken))
            Terminal.Message(sentence, 2);
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        return ExitCode.Done;
    }

    private static async Task WriteAsync(IAsyncEnumerable<ListedItem> items, bool asCsv, TimeZoneInfo zone)
    {
        var entries = items.Select(listed => StatusEntry.Of(listed, zone));
        if (asCsv)
            await ListWriter.WriteCsvAsync(StatusCsv.Header, entries.Select(StatusCsv.Line));
        else
            await ListWriter.WriteJsonAsync(entries, ReadableStatus.Json.ListStatusEntry);
    }

    private static ListedItem Noted(ListedItem listed, List<IssueRef> told)
    {
        if (listed.Item.Issue is { } issue && listed.Item.Unread.Any(unread => unread.Field is null))
            told.Add(issue);
        return listed;
    }

    /// <summary>What lies in drop folder, archive and boards and is not taken for a document or an issue.</summary>
    private static async Task<IReadOnlyList<string>> LeftAloneAsync(CommandContext context, IReadOnlyList<IssueRef> told, CancellationToken cancellationToken)
    {
        var sentences = (await context.Get<InboxSurvey>().LookAsync(cancellationToken)).Select(entry => entry.Sentence).ToList();
        foreach (var tracker in context.Get<TrackerSet>().All.Where(tracker => tracker.Traits.ListsPresence))
        {
            try
            {
                var listing = await tracker.ListAsync([], cancellationToken);
                var places = listing.Occupied.Where(place =>
                    !told.Any(issue => issue.Server == tracker.Place.Server && issue.Place == tracker.Place.Path && place.Hides(issue.Number)));
                sentences.AddRange(listing.Problems.Concat(places.Select(place => place.Why)).Select(problem => $"{tracker.Name}: {problem}"));
            }
            catch (TrackerException e)
            {
                sentences.Add($"{tracker.Name}: {e.Message}");
            }
        }
        return sentences;
    }
}
