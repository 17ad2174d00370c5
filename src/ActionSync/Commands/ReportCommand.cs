using System.CommandLine;
using ActionSync.Hosting;
using ActionSync.Recovery;
using ActionSync.Reports;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>report</c>: how the action items of all incidents fare; and what the weekly mail of it will say.</summary>
internal static class ReportCommand
{
    private static readonly Option<DateOnly?> Since = TimeArguments.Day("--since", "Only incidents since this day, yyyy-MM-dd.");

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "table, json, csv, or html (one file with charts).",
        DefaultValueFactory = _ => "table",
        HelpName = "FORMAT",
    }.OneOf("table", "json", "csv", "html");

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description = "What the next weekly mail says, who gets it and when; nothing is sent. With --format html the mail as a page.",
    };

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "report", "What is overdue, the oldest first; what was kept on time, by month and team; days to close; moved deadlines; repeated actions.")
        {
            Since,
            Format,
            Preview,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Preview) && (result.GetResult(Since) is not null || result.GetValue(Format) is "json" or "csv"))
                result.AddError("--preview shows the mail as it is, as a table or with --format html, and takes no --since.");
        });
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (context, cancel) => ShowAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        if (!await context.Ledger.IsThereAsync(cancellationToken))
        {
            Terminal.Message($"No action items yet in the ledger {context.Ledger.Where}. {StatusText.FirstStep}");
            return ExitCode.Done;
        }
        await context.Get<StartupChecks>().LookAsync(cancellationToken);
        var format = Enum.Parse<ReportFormat>(arguments.GetRequiredValue(Format), ignoreCase: true);
        if (arguments.GetValue(Preview))
        {
            await PreviewAsync(context, format, cancellationToken);
            return ExitCode.Done;
        }
        var report = await context.Get<ReportBuilder>().BuildAsync(arguments.GetValue(Since), cancellationToken);
        var text = ReportFormats.Render(report, format, Terminal.Width);
        Lines(format == ReportFormat.Json ? HarmlessJson.Of(text) : text);
        return ExitCode.Done;
    }

    private static async Task PreviewAsync(CommandContext context, ReportFormat format, CancellationToken cancellationToken)
    {
        var preview = await context.Get<WeeklyReport>().PreviewAsync(cancellationToken);
        if (format == ReportFormat.Html)
        {
            Lines(preview.Html);
            return;
        }
        if (preview.Recipients.Count == 0)
            Terminal.Paragraph("Nobody gets the weekly report: Reminding:Report names no address. It would say:");
        foreach (var recipient in preview.Recipients)
            Terminal.Paragraph($"To: {recipient.Person}, {When(recipient, context.Options.Reminding.TimeZone)}");
        if (preview.Outbox is { } outbox && preview.Recipients.Count > 0)
            Terminal.Paragraph($"As a file in {outbox}, since Channels:Email:Host names no mail server.");
        Terminal.Line($"Subject: {preview.Subject}");
        Terminal.Line("");
        Lines(preview.Text);
    }

    private static string When(WeeklyRecipient recipient, TimeZoneInfo zone)
    {
        if (recipient.Silent is { } why)
            return $"who {why}: nothing is sent";
        var next = recipient.At is { } at ? Shown(at) : "with the next pass of run or once";
        return recipient.SentAt is { } sent ? $"this week's was sent {Shown(sent)}; the next one {next}"
            : recipient.Remark is { } remark ? $"{next}; this week's did not arrive yet: {remark}"
            : next;

        string Shown(DateTimeOffset moment) => $"{TimeZoneInfo.ConvertTime(moment, zone):ddd yyyy-MM-dd HH:mm}";
    }

    private static void Lines(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n'))
            Terminal.Line(line.TrimEnd('\r'));
    }
}
