using System.CommandLine;
using System.Text;
using System.Text.Json;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Repair;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary><c>status [--json]</c>: every item and where it stands.</summary>
internal static class StatusCommand
{
    public static Command Make(Option<string?> config)
    {
        var json = new Option<bool>("--json") { Description = "An array of objects, for programs." };
        var command = new Command("status", "Every action item: incident, title, owner, priority, deadline, state, issue. Works beside a running worker.") { json };
        command.SetAction((arguments, _) => Session.ShowAsync(arguments, config, (session, cancel) => ShowAsync(session, arguments.GetValue(json), cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(Session session, bool asJson, CancellationToken cancellationToken)
    {
        var items = await ItemsAsync(session, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var zone = session.Options.Reminding.TimeZone;
        if (asJson)
        {
            await using var stdout = Console.OpenStandardOutput();
            var text = JsonSerializer.Serialize(items.ConvertAll(item => StatusEntry.Of(item, now, zone)), ReadableStatus.Json.ListStatusEntry);
            await stdout.WriteAsync(Encoding.UTF8.GetBytes(HarmlessJson.Of(text)), cancellationToken);
            stdout.Write("\n"u8);
        }
        else if (items.Count > 0)
        {
            ItemTable.Print(items, now, zone);
            foreach (var item in items)
            {
                if (item.LinkedTo is not null)
                    Terminal.Line($"{item.Key}: linked to {item.Url}, which is the issue of {item.LinkedTo} and {item.State.ToWord()}");
                if (item.Problem is not null)
                    Terminal.Line($"{item.Key}: {item.Problem}");
                foreach (var unread in item.Unread)
                    Terminal.Line($"{item.Key}: {unread.Sentence}");
            }
        }
        // Messages, and no result: the array of --json is one of items.
        foreach (var sentence in await LeftAloneAsync(session, cancellationToken))
            await Console.Error.WriteLineAsync(PrintableText.Of($"Left alone: {sentence}"));
        if (items.Count > 0)
            return ExitCode.Done;
        await session.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        if (!asJson)
            Terminal.Line("No action items yet. Take a document in: actionsync once incident.json");
        return ExitCode.Done;
    }

    /// <summary>What lies in drop folder, archive and boards and is not taken for a document or an issue.</summary>
    private static async Task<IReadOnlyList<string>> LeftAloneAsync(Session session, CancellationToken cancellationToken)
    {
        var sentences = (await session.Get<InboxSurvey>().LookAsync(cancellationToken)).Select(entry => entry.Sentence).ToList();
        foreach (var tracker in session.Get<TrackerSet>().All.Where(tracker => tracker.Traits.ListsPresence))
        {
            try
            {
                sentences.AddRange((await tracker.ListAsync([], cancellationToken)).Problems.Select(problem => $"{tracker.Name}: {problem}"));
            }
            catch (TrackerException e)
            {
                sentences.Add($"{tracker.Name}: {e.Message}");
            }
        }
        return sentences;
    }

    private static async Task<List<LedgerItem>> ItemsAsync(Session session, CancellationToken cancellationToken)
    {
        var items = new List<LedgerItem>();
        await using var work = await session.ReadLedgerAsync(cancellationToken);
        if (work is null)
            return items;
        await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
            items.Add(item);
        return items;
    }
}
