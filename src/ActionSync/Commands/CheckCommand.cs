using System.CommandLine;
using System.Data.Common;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>check FILE...</c>: parse and validate, and touch nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var files = DocumentArgument.Make("Incident documents.", ArgumentArity.OneOrMore);
        var command = new Command("check", "Parse and validate documents; nothing is written anywhere.") { files };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => CheckAsync(context, arguments.GetValue(files)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(CommandContext context, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        var documents = new List<IncidentDocument>();
        foreach (var file in files)
        {
            var result = await context.Get<FileArguments>().ReadAsync(file, cancellationToken);
            if (result.Problems.Count > 0)
            {
                worst = ExitCode.Rejected;
                DocumentMessages.Rejected(file, result.Problems);
                continue;
            }
            if (result.WhyNone is { } why)
            {
                Terminal.Line($"{file} {why}");
                continue;
            }
            result = result.OfIncidents();
            var items = result.Incidents.Sum(i => i.ActionItems?.Count ?? 0);
            Terminal.Line($"{file}: {"incident".ToQuantity(result.Incidents.Count)}, {"action item".ToQuantity(items)}, no problems");
            documents.AddRange(result.Incidents);
            var incidents = result.Incidents.Select(context.Get<ItemTickets>().Read).ToList();
            foreach (var item in context.Get<Unroutable>().Among(incidents, TimeProvider.System.GetUtcNow()))
            {
                worst = ExitCode.Rejected;
                Terminal.Line($"  {item}: {Router.NoRoute}");
            }
            foreach (var sentence in context.Get<UnknownOwners>().Among(incidents, TimeProvider.System.GetUtcNow()))
                Terminal.Line($"  {sentence}.");
        }
        await TellNamedIssuesAsync(context, documents, cancellationToken);
        return worst;
    }

    /// <summary>Issues that documents name: the ones that other items have too, and the ones that nothing follows.</summary>
    private static async Task TellNamedIssuesAsync(CommandContext context, List<IncidentDocument> documents, CancellationToken cancellationToken)
    {
        if (!documents.Exists(document => document.ActionItems?.Any(item => item.Url is not null || item.Ticket is not null) == true))
            return;
        foreach (var sentence in context.Get<KeptLinks>().Among(documents, TimeProvider.System.GetUtcNow()))
            Terminal.Line(sentence);
        foreach (var shared in await SharedAsync(context, documents, cancellationToken))
            Terminal.Line(shared.Sentence);
    }

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
