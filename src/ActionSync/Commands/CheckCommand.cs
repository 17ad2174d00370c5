using System.CommandLine;
using System.Data.Common;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>check FILE...</c>: parse and validate, and touch nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var files = DocumentArgument.Make("Incident documents.", ArgumentArity.OneOrMore);
        var command = new Command("check", "Parse and validate documents; nothing is written anywhere.") { files };
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, (session, cancel) => CheckAsync(session, arguments.GetValue(files)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(CommandContext session, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        var documents = new List<IncidentDocument>();
        foreach (var file in files)
        {
            var result = await session.Get<FileArguments>().ReadAsync(file, cancellationToken);
            if (result.Problems.Count > 0)
            {
                worst = ExitCode.Rejected;
                DocumentMessages.Rejected(file, result.Problems);
                continue;
            }
            var items = result.Incidents.Sum(i => i.ActionItems?.Count ?? 0);
            Terminal.Line($"{file}: {"incident".ToQuantity(result.Incidents.Count)}, {"action item".ToQuantity(items)}, no problems");
            documents.AddRange(result.Incidents);
            foreach (var item in session.Get<Unroutable>().Among(result.Incidents, TimeProvider.System.GetUtcNow()))
            {
                worst = ExitCode.Rejected;
                Terminal.Line($"  {item}: {Router.NoRoute}");
            }
            foreach (var sentence in session.Get<UnknownOwners>().Among(result.Incidents, TimeProvider.System.GetUtcNow()))
                Terminal.Line($"  {sentence}.");
        }
        await TellNamedIssuesAsync(session, documents, cancellationToken);
        return worst;
    }

    /// <summary>Issues that documents name: the ones that other items have too, and the ones that no tracker has.</summary>
    private static async Task TellNamedIssuesAsync(CommandContext session, List<IncidentDocument> documents, CancellationToken cancellationToken)
    {
        if (!documents.Exists(document => document.ActionItems?.Any(item => item.Url is not null) == true))
            return;
        foreach (var sentence in session.Get<UnknownTickets>().Among(documents, TimeProvider.System.GetUtcNow()))
            Terminal.Line(sentence);
        foreach (var shared in await SharedAsync(session, documents, cancellationToken))
            Terminal.Line(shared.Sentence);
    }

    /// <summary>A document can be checked where there is no ledger, and where it cannot be read.</summary>
    private static async Task<IReadOnlyList<SharedTicket>> SharedAsync(CommandContext session, List<IncidentDocument> documents, CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await session.ReadLedgerAsync(cancellationToken);
            return await session.Get<SharedTickets>().FindAsync(documents, work, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (e is LedgerException or DbException)
        {
            await Console.Error.WriteLineAsync(
                PrintableText.Of($"Whether incidents of the ledger name the same issues is not known, since the ledger cannot be read: {e.Message}"));
            return await session.Get<SharedTickets>().FindAsync(documents, null, TimeProvider.System.GetUtcNow(), cancellationToken);
        }
    }
}
