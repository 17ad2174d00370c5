using System.CommandLine;
using System.Data.Common;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Linting;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>lint FILE...</c>: what would make the items of documents better.</summary>
internal static class LintCommand
{
    private const int Width = 80;

    private static readonly Argument<string[]> Files = DocumentArgument.Make(
        "Incident documents, or folders of them; - for standard input.", ArgumentArity.OneOrMore);

    private static readonly Option<string> Format = CheckFormats.Option();

    private static readonly Option<string?> Name = DocumentInput.Name();

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("lint", "Say what would make action items better: an owner, a day, an end. Exits 1 if anything.") { Files, Format, Name };
        DocumentInput.Check(command, Files, Name);
        command.SetAction((arguments, _) => CommandContext.ReadAsync(arguments, config, (context, cancel) => LintAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> LintAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = await CheckedFile.ReadAllAsync(context, arguments.GetValue(Files)!, arguments.GetValue(Name), cancellationToken)
            .ToListAsync(cancellationToken);
        var earlier = context.Get<EarlierActions>();
        await ReadLedgerAsync(context, [.. files.SelectMany(file => file.Incidents)], earlier, cancellationToken);
        var (now, lint, worst) = (TimeProvider.System.GetUtcNow(), context.Get<DocumentLint>(), ExitCode.Done);
        var format = CheckFormats.Of(arguments.GetRequiredValue(Format));
        for (var n = 0; n < files.Count; n++)
        {
            List<LintFinding> findings = [.. files[n].Incidents.SelectMany(incident => lint.Look(incident, earlier, now)).OrderBy(finding => finding.Line)];
            if (findings.Count > 0 || files[n].IsRejected)
                worst = ExitCode.Rejected;
            if (format == CheckFormat.Text)
                Print(files[n], findings);
            files[n] = files[n].With(findings.Select(finding => finding.ToAdvice()));
        }
        if (format != CheckFormat.Text)
            CheckFormats.Write(format, files);
        return worst;
    }

    private static void Print(CheckedFile file, IReadOnlyList<LintFinding> findings)
    {
        if (file.IsRejected)
            DocumentMessages.PrintRejected(file.File, file.Parsed);
        else if (file.Advice is [{ Why: Advice.NoIncident, Text: var why }])
            Terminal.Line(why);
        else if (findings.Count == 0)
            Terminal.Line($"{file.File}: nothing to improve");
        foreach (var finding in findings)
        {
            var place = $"{file.File}:{finding.Line}: ";
            Terminal.Line(place + finding.Within(Width - place.Length));
        }
    }

    /// <summary>Documents can be looked at where there is no ledger, and where it cannot be read.</summary>
    private static async Task ReadLedgerAsync(
        CommandContext context, IReadOnlyList<IncidentDocument> documents, EarlierActions earlier, CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await context.ReadLedgerAsync(cancellationToken);
            if (work is not null)
                await earlier.ReadAsync(documents, work, cancellationToken);
        }
        catch (Exception e) when (e is LedgerException or DbException)
        {
            await Console.Error.WriteLineAsync(
                TextProfile.Terminal.Line($"Whether earlier incidents asked for the same is not known, since the ledger cannot be read: {e.Message}"));
        }
    }
}
