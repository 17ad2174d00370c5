using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary><c>status [--json]</c>: every item and where it stands.</summary>
internal static class StatusCommand
{
    private const int ItemsWrittenAtOnce = 500;

    public static Command Make(ConfigurationOption config)
    {
        var json = new Option<bool>("--json") { Description = "An array of objects, for programs." };
        var command =
            new Command("status", "Every action item: incident, title, owner, priority, deadline, state, issue. Works beside a running worker.") { json };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments.GetValue(json), cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, bool asJson, CancellationToken cancellationToken)
    {
        // What an item says of its own place is not said again.
        var told = new List<IssueRef>();
        var items = ItemsAsync(context, cancellationToken).Select(item =>
        {
            if (item.Issue is { } issue && item.Unread.Any(unread => unread.Field is null))
                told.Add(issue);
            return item;
        });
        var isAny = asJson
            ? await WriteJsonAsync(context, items)
            : Print(await items.ToListAsync(cancellationToken), context.Options.Reminding.TimeZone);
        // Messages, and no result: the array of --json is one of items.
        foreach (var waiting in AwaitingConfirmation.Of(await context.Get<HeldDocuments>().ThereAsync(cancellationToken)))
            await (asJson ? Console.Error : Console.Out).WriteLineAsync(TextProfile.Terminal.Line($"{waiting.Subject}: {waiting.Text} {waiting.Next}"));
        foreach (var sentence in await LeftAloneAsync(context, told, cancellationToken))
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"Left alone: {sentence}"));
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        if (!isAny && !asJson)
            Terminal.Line("No action items yet. Take a document in: actionsync once incident.json");
        return ExitCode.Done;
    }

    private static bool Print(List<LedgerItem> items, TimeZoneInfo zone)
    {
        if (items.Count == 0)
            return false;
        ItemTable.Print(items, TimeProvider.System.GetUtcNow(), zone);
        foreach (var item in items)
        {
            if (item.LinkedTo is not null)
                Terminal.Line($"{item.Key}: linked to {item.Url}, which is the issue of {item.LinkedTo} and {item.State.ToWord()}");
            if (item.Problem is not null)
                Terminal.Line($"{item.Key}: {item.Problem}");
            foreach (var unread in item.Unread)
                Terminal.Line($"{item.Key}: {unread.Sentence}");
        }
        foreach (var waiting in AwaitingConfirmation.Of(items))
            Terminal.Line($"{waiting.Subject}: {waiting.Text} {waiting.Next}");
        return true;
    }

    /// <summary>What lies in drop folder, archive and boards and is not taken for a document or an issue.</summary>
    private static async Task<IReadOnlyList<string>> LeftAloneAsync(CommandContext context, List<IssueRef> told, CancellationToken cancellationToken)
    {
        var sentences = (await context.Get<InboxSurvey>().LookAsync(cancellationToken)).Select(entry => entry.Sentence).ToList();
        foreach (var tracker in context.Get<TrackerSet>().All.Where(tracker => tracker.Traits.ListsPresence))
        {
            try
            {
                var listing = await tracker.ListAsync([], cancellationToken);
                var places = listing.Occupied.Where(place =>
                    !told.Exists(issue => issue.Server == tracker.Place.Server && issue.Place == tracker.Place.Path && place.Hides(issue.Number)));
                sentences.AddRange(listing.Problems.Concat(places.Select(place => place.Why)).Select(problem => $"{tracker.Name}: {problem}"));
            }
            catch (TrackerException e)
            {
                sentences.Add($"{tracker.Name}: {e.Message}");
            }
        }
        return sentences;
    }

    /// <summary>One array, made of the insides of smaller ones, so that it is never held as a whole. False where there is no item.</summary>
    private static async Task<bool> WriteJsonAsync(CommandContext context, IAsyncEnumerable<LedgerItem> all)
    {
        await using var stdout = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        var (now, zone, isFirst) = (TimeProvider.System.GetUtcNow(), context.Options.Reminding.TimeZone, true);
        await stdout.WriteAsync('[');
        await foreach (var items in all.Chunk(ItemsWrittenAtOnce))
        {
            var array = JsonSerializer.Serialize([.. items.Select(item => StatusEntry.Of(item, now, zone))], ReadableStatus.Json.ListStatusEntry);
            await stdout.WriteAsync($"{(isFirst ? "" : ",")}{HarmlessJson.Of(array[1..(array.LastIndexOf('}') + 1)])}");
            isFirst = false;
        }
        await stdout.WriteLineAsync(isFirst ? "]" : "\n]");
        return !isFirst;
    }

    private static async IAsyncEnumerable<LedgerItem> ItemsAsync(CommandContext context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        if (work is null)
            yield break;
        await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
            yield return item;
    }
}
