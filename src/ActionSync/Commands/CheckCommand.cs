using System.CommandLine;
using ActionSync.Intake;
using ActionSync.Parsing;
using ActionSync.Planning;

namespace ActionSync.Commands;

/// <summary><c>check FILE...</c>: parse and validate, and touch nothing.</summary>
internal static class CheckCommand
{
    public static Command Make(Option<string?> config)
    {
        var files = DocumentArgument.Make("Incident documents.", ArgumentArity.OneOrMore);
        var command = new Command("check", "Parse and validate documents; nothing is written anywhere.") { files };
        command.SetAction((arguments, _) => Session.ShowAsync(arguments, config, (session, cancel) => CheckAsync(session, arguments.GetValue(files)!, cancel)));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(Session session, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        var documents = new List<IncidentDocument>();
        foreach (var file in files)
        {
            var result = await session.Get<GivenFiles>().ReadAsync(file, cancellationToken);
            if (result.Problems.Count > 0)
            {
                worst = ExitCode.Rejected;
                DocumentMessages.Rejected(file, result.Problems);
                continue;
            }
            var items = result.Incidents.Sum(i => i.ActionItems?.Count ?? 0);
            Terminal.Line($"{file}: {result.Incidents.Count} incident(s), {items} action item(s), no problems");
            documents.AddRange(result.Incidents);
            foreach (var item in session.Get<Unroutable>().Among(result.Incidents, TimeProvider.System.GetUtcNow()))
            {
                worst = ExitCode.Rejected;
                Terminal.Line($"  {item}: {Router.NoRoute}");
            }
            foreach (var sentence in session.Get<UnknownOwners>().Among(result.Incidents, TimeProvider.System.GetUtcNow()))
                Terminal.Line($"  {sentence}.");
        }
        foreach (var shared in session.Get<SharedTickets>().Among(documents, TimeProvider.System.GetUtcNow()))
            Terminal.Line(shared);
        return worst;
    }
}
