using System.CommandLine;
using ActionSync.Configuration.Rules;
using ActionSync.Web.Signals;

namespace ActionSync.Commands;

/// <summary><c>health</c>: asks the worker of this installation how it is; for health checks of containers and supervisors, and for people.</summary>
internal static class HealthCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var url = new Option<string?>("--url")
        {
            Description = "The worker's address, such as http://127.0.0.1:5080, instead of the one in Dashboard:Urls; with a path of health it is " +
                "asked as it is.",
            HelpName = "URL",
        };
        url.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && !HttpUrlAttribute.IsHttpUrl(given))
                result.AddError("--url takes an absolute http or https address, such as http://127.0.0.1:5080.");
        });
        var ready = new Option<bool>("--ready") { Description = "Only whether it has started and reaches its ledger." };
        var live = new Option<bool>("--live") { Description = "Only whether it does its work, or has to be restarted." };
        var command = new Command("health", "Ask the worker of this installation how it is: 0 where all is well, else 1 and why.") { url, ready, live };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ready) && result.GetValue(live))
                result.AddError("--ready and --live are two questions: ask one.");
            if ((result.GetValue(ready) || result.GetValue(live)) && Uri.TryCreate(result.GetValue(url), UriKind.Absolute, out var given)
                && HealthAddress.NamesPath(given))
                result.AddError("--url says already what is asked: leave out --ready or --live, or the path.");
        });
        command.SetAction(async (arguments, cancel) =>
        {
            var path = arguments.GetValue(ready) ? HealthPath.Ready : arguments.GetValue(live) ? HealthPath.Live : HealthPath.Whole;
            // Only where no address is given is there a configuration to read.
            if (arguments.GetValue(url) is { } given)
                return (int)await AskAsync(new Uri(given), path, cancel);
            if (CommandContext.ConfigureWithoutSecrets(arguments, config) is not { } options)
                return (int)ExitCode.Misused;
            var address = HealthAddress.Of(options.Dashboard.Urls);
            return (int)(address.Base is { } configured ? await AskAsync(configured, path, cancel) : Tell([address.WhyNone!]));
        });
        return command;
    }

    private static async Task<ExitCode> AskAsync(Uri address, string path, CancellationToken cancellationToken)
    {
        var whole = HealthAddress.Below(address, path);
        var reply = await HealthQuestion.AskAsync(whole, cancellationToken);
        if (!reply.IsGood)
            return Tell(reply.Problems);
        Terminal.Line($"All is well: {whole}");
        return ExitCode.Done;
    }

    private static ExitCode Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            Terminal.Message(problem);
        return ExitCode.Rejected;
    }
}
