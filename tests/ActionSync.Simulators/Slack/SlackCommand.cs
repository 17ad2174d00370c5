namespace ActionSync.Simulators.Slack;

/// <summary>A Slack to try things on by hand, in which everybody is a member.</summary>
internal static class SlackCommand
{
    public static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var slack = new SlackSimulator(TimeProvider.System, "xoxb-simulated") { EverybodyIsMember = true };
        await slack.Host.StartAsync(SimulatorCommands.Number(args, "--port", 0), cancellationToken);
        Console.WriteLine($"""
            Slack at {slack.BaseUrl}, everybody is a member. Ctrl-C ends it and shows what was posted.

            export ACTIONSYNC_Channels__Slack__BaseUrl={slack.BaseUrl}
            export ACTIONSYNC_Channels__Slack__Token={slack.Token}
            """);
        await SimulatorCommands.UntilStoppedAsync(cancellationToken);
        foreach (var message in slack.Messages)
            Console.WriteLine($"\nto {message.Email}\n{string.Join('\n', message.Blocks.Concat(message.Links))}");
    }
}
