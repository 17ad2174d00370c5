using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>remind --preview</c>: exactly what would be sent, and why each item is in it or not.</summary>
internal static class RemindCommand
{
    private const int Indent = 2;
    private const int VerdictIndent = 5;

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description = "Show the messages; nothing is sent. (Sending is the worker's, or once.) This is also what is done without it.",
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "The moment to look at, as 2026-11-23T09:00, in Reminding:TimeZone unless it says its offset; "
            + "without it, the next slot, of a --person by their own clocks.",
        HelpName = "TIME",
    };

    private static readonly Option<string?> Person = new("--person") { Description = "Only this person's.", HelpName = "MAIL" };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("remind", "Show the next messages, unsent, and why each item is in them or not.") { Preview, At, Person };
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!TimeArguments.TryRead(arguments.GetValue(At), context.Options.Reminding.TimeZone, out var at))
        {
            await Console.Error.WriteLineAsync(
                TextProfile.Terminal.Line($"--at {arguments.GetValue(At)} is no time; write it as 2026-11-23T09:00 or 2026-11-23T09:00+01:00."));
            return ExitCode.Misused;
        }
        var person = arguments.GetValue(Person);
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        if (!await context.Ledger.IsThereAsync(cancellationToken))
        {
            Terminal.Paragraph($"No action items yet in the ledger {context.Ledger.Where}, so nobody is reminded. {StatusText.FirstStep}");
            return ExitCode.Done;
        }
        await context.Get<StartupChecks>().LookAsync(cancellationToken);
        var preview = await context.Get<ReminderRun>().PreviewAsync(at, person, cancellationToken);
        if (preview.Stranger is { } stranger)
        {
            Terminal.Paragraph(
                $"Nothing is known of {stranger.Asked}: they own no open item and stand nowhere in the configuration." +
                $"{(stranger.Nearest is { } near ? $" Did you mean {near}?" : " actionsync status shows who owns what.")}");
            return ExitCode.Done;
        }
        var time = TimeZoneInfo.ConvertTime(preview.At, context.Options.Reminding.TimeZone);
        Terminal.Paragraph($"At {time:yyyy-MM-dd HH:mm zzz}: {"message".ToQuantity(preview.Digests.Count)}{Assumed(preview)}", Indent);
        foreach (var digest in preview.Digests)
            Show(digest);
        Terminal.Line("");
        if (preview.Verdicts.Count == 0)
            Terminal.Paragraph(person is null ? "There are no items to remind of." : $"No open item concerns {person}.");
        var names = await context.Get<ReminderFactsReader>().NamesAsync(cancellationToken);
        foreach (var verdict in preview.Verdicts)
        {
            var whom = verdict.Person is null ? "" : $"  ({verdict.Person})";
            Terminal.Paragraph(
                $"{(verdict.Included ? "in " : "out")}  {names.GetValueOrDefault(verdict.ItemKey, verdict.ItemKey)}{whom}: {verdict.Reason}", VerdictIndent);
        }
        return ExitCode.Done;
    }

    private static void Show(PreviewedDigest digest)
    {
        Terminal.Line("");
        Terminal.Paragraph($"To: {digest.Person} ({digest.Channel})", Indent);
        Terminal.Paragraph($"Subject: {digest.Subject}", Indent);
        Terminal.Line("");
        foreach (var line in digest.Text.Split('\n').Select(line => line.TrimEnd('\r')))
            Terminal.Paragraph($"{new string(' ', Indent)}{line}", Indent + (line.StartsWith(' ') || line.StartsWith('*') ? Indent : 0));
    }

    private static string Assumed(ReminderPreview preview) => preview.SentBefore == 0
        ? ""
        : $", if nothing changes and {(preview.SentBefore == 1 ? "the 1 message" : $"the {preview.SentBefore} messages")} of the slots before it {(preview.SentBefore == 1 ? "is" : "are")} sent";
}
