using System.CommandLine;
using System.Text.Json;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>item ITEM</c>: one item whole.</summary>
internal static class ItemCommand
{
    private const int LabelWidth = HistoryText.LabelledIndent - 2;

    public static Command Make(ConfigurationOption config)
    {
        var name = ItemArgument.Make();
        var json = new Option<bool>("--json") { Description = "An object, for programs." };
        var command = new Command("item", "One item whole: its fields, where document and tracker differ, the reminders sent, and its history.") { name, json };
        command.SetAction((arguments, _) => CommandContext.ShowAsync(
            arguments, config, (context, cancel) => ShowAsync(context, arguments.GetValue(name)!, arguments.GetValue(json), cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, string name, bool asJson, CancellationToken cancellationToken)
    {
        var (meant, code) = await ItemArgument.FindAsync(context, name, cancellationToken);
        if (meant is null)
            return code;
        await using var work = (await context.ReadLedgerAsync(cancellationToken))!;
        var zone = context.Options.Reminding.TimeZone;
        var details = await ItemDetails.ReadAsync(work, meant, zone, cancellationToken);
        if (asJson)
            Console.Out.WriteLine(HarmlessJson.Of(JsonSerializer.Serialize(details, ReadableHistory.Json.ItemDetails)));
        else
            Print(meant, details, TimeProvider.System.GetUtcNow(), zone);
        return ExitCode.Done;
    }

    private static void Print(ListedItem listed, ItemDetails details, DateTimeOffset now, TimeZoneInfo zone)
    {
        HistoryText.Head($"{listed.Short}  {listed.Item.Title}", Terminal.Results.Profile.Capabilities.Links ? listed.Item.Url : null);
        foreach (var (label, value) in Facts(listed, zone).Where(fact => !string.IsNullOrEmpty(fact.Value)))
            Terminal.Paragraph($"  {DisplayText.PadRight(label, LabelWidth)}{value}", HistoryText.LabelledIndent);
        foreach (var difference in details.Differences)
        {
            Terminal.Paragraph(
                $"  The document says {difference.Field} {difference.Document ?? "none"}; the tracker shows {difference.Tracker ?? "none"}, which counts.", 4);
        }
        foreach (var detail in details.Details)
            Terminal.Paragraph($"  {detail}", 2);
        var isReminder = details.History.ToLookup(entry => entry.Kind is EventKind.Reminded or EventKind.Escalated);
        if (isReminder[true].Any())
        {
            HistoryText.Head("reminder".ToQuantity(isReminder[true].Count()));
            HistoryText.Lines(isReminder[true], listed.Item.Url, now, zone);
        }
        HistoryText.Head("History");
        HistoryText.Lines(isReminder[false], listed.Item.Url, now, zone);
    }

    private static IEnumerable<(string Label, string? Value)> Facts(ListedItem listed, TimeZoneInfo zone)
    {
        var item = listed.Item;
        yield return ("Key", item.Key);
        yield return ("Incident", $"{item.IncidentId}  {listed.Incident.Title}");
        yield return ("State", string.Join(", ", new[]
        {
            item.State.ToWord(), listed.IsOverdue ? "overdue" : null, listed.IsOld ? "of an old incident" : null,
            listed.IsUnassigned ? "unassigned" : null,
            item.IsWithdrawn ? "withdrawn" : null, item.IsHeld ? "held" : null, item.IsBacklog ? "backlog" : null,
            item.IsIgnored ? "ignored" : null,
        }.OfType<string>()));
        if (item.IsIgnored)
            yield return ("Ignored by", listed.IgnoredByText);
        yield return ("Owner", item.Owner ?? PersonText.Nobody);
        yield return ("Team", listed.Team);
        yield return ("Priority", item.Priority.ToString());
        yield return ("Deadline", item.Deadline?.ToText(zone) ?? "none");
        yield return ("Type", item.Type);
        if (item.DoneAt is { } done)
            yield return ("Done", $"{TimeZoneInfo.ConvertTime(done, zone):yyyy-MM-dd HH:mm}{(item.IsOnTime(zone) == false ? ", late" : "")}");
        yield return ("Snoozed", listed.Snooze is { } snooze
            ? $"until {snooze.Until:yyyy-MM-dd} by {snooze.By}{(string.IsNullOrWhiteSpace(snooze.Reason) ? "" : $": {snooze.Reason}")}" : null);
        yield return ("Issue", item.Issue is { } issue ? $"{issue.Number} in {item.Tracker}" : null);
        yield return ("Address", item.Url);
        yield return ("Linked to", item.LinkedTo);
        yield return ("Links", string.Join(", ", item.Links));
        yield return ("Problem", item.Problem?.Text);
        foreach (var unread in item.Unread)
            yield return ("Unread", unread.Sentence);
    }
}
