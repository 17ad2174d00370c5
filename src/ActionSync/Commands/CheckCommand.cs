using System.CommandLine;
using System.Data.Common;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>check FILE...</c>: parse and validate, and touch nothing.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Files = DocumentArgument.Make(
        "Incident documents, or folders of them; - for standard input.", ArgumentArity.OneOrMore);

    private static readonly Option<string> Format = CheckFormats.Option();

    private static readonly Option<string?> Name = DocumentInput.Name();

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("check", "Parse and validate documents; nothing is written anywhere.") { Files, Format, Name };
        DocumentInput.Check(command, Files, Name);
        command.SetAction((arguments, _) => CommandContext.ReadAsync(arguments, config, (context, cancel) => CheckAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (worst, checkedFiles) = (ExitCode.Done, new List<CheckedFile>());
        var format = CheckFormats.Of(arguments.GetRequiredValue(Format));
        await foreach (var file in CheckedFile.ReadAllAsync(context, arguments.GetValue(Files)!, arguments.GetValue(Name), cancellationToken))
        {
            var now = TimeProvider.System.GetUtcNow();
            // As the documents write them: intake tells their tickets apart by what the ledger knows.
            List<Advice> advice = file.IsRejected ? [.. file.Parsed.Advice]
                : [.. file.Parsed.OfIncidents().Incidents.SelectMany(document => context.Get<DocumentAdvice>().Of(document, now))];
            if (format == CheckFormat.Text)
                Print(file, advice);
            if (file.IsRejected)
                worst = ExitCode.Rejected;
            checkedFiles.Add(file.With(advice));
        }
        checkedFiles = await WithSharedIssuesAsync(context, checkedFiles, format, cancellationToken);
        if (format != CheckFormat.Text)
            CheckFormats.Write(format, checkedFiles);
        return worst;
    }

    private static void Print(CheckedFile file, IReadOnlyList<Advice> advice)
    {
        if (file.IsRejected)
        {
            DocumentMessages.PrintRejected(file.File, file.Parsed);
            return;
        }
        foreach (var warning in file.Warnings)
            DocumentMessages.Print(DocumentMessage.Of(file.File, warning, file.Parsed));
        foreach (var one in advice)
            DocumentMessages.Print(DocumentMessage.Of(file.File, one, file.Parsed.Source));
        Terminal.Paragraph(file.Advice is [{ Why: Advice.NoIncident, Text: var why }] ? why : Summary(file));
    }

    private static string Summary(CheckedFile file)
    {
        var items = file.Incidents.Sum(i => i.ActionItems?.Count ?? 0);
        var warnings = file.Warnings.Count == 0 ? "" : $", {"warning".ToQuantity(file.Warnings.Count)}";
        return $"{file.File}: {"incident".ToQuantity(file.Incidents.Count)}, {"action item".ToQuantity(items)}, no problems{warnings}";
    }

    /// <summary>Issues that documents name and other items have too.</summary>
    private static async Task<List<CheckedFile>> WithSharedIssuesAsync(
        CommandContext context, List<CheckedFile> files, CheckFormat format, CancellationToken cancellationToken)
    {
        var documents = files.Where(file => !file.IsRejected).SelectMany(file => file.Parsed.OfIncidents().Incidents).ToList();
        if (!documents.Exists(document => document.ActionItems?.Any(item => item.Url is not null || item.Ticket is not null) == true))
            return files;
        var shared = await SharedAsync(context, documents, cancellationToken);
        if (format != CheckFormat.Text)
            return [.. files.Select(file => file.IsRejected ? file : file.With(SharedIn(file, shared)))];
        foreach (var ticket in shared)
            Terminal.Paragraph(ticket.Sentence, 2);
        return files;
    }

    private static IEnumerable<Advice> SharedIn(CheckedFile file, IReadOnlyList<SharedTicket> shared) =>
        from ticket in shared
        let lines = ticket.Items.Select(file.LineOf).OfType<int>().ToList()
        where lines.Count > 0
        select new Advice(lines.Min(), Advice.SharedIssue, ticket.Sentence);

    /// <summary>A document can be checked where there is no ledger, and where it cannot be read.</summary>
    private static async Task<IReadOnlyList<SharedTicket>> SharedAsync(
        CommandContext context, List<IncidentDocument> documents, CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await context.ReadLedgerAsync(cancellationToken);
            return await context.Get<SharedTickets>().FindAsync(documents, work, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (e is LedgerException or DbException)
        {
            await Console.Error.WriteLineAsync(
                TextProfile.Terminal.Line($"Whether incidents of the ledger name the same issues is not known, since the ledger cannot be read: {e.Message}"));
            return await context.Get<SharedTickets>().FindAsync(documents, null, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
    }
}
