namespace ActionSync.Simulators.Teams;

/// <summary>A Teams workflow to try things on by hand.</summary>
internal static class TeamsCommand
{
    public static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var teams = new TeamsSimulator(TimeProvider.System, "simulated");
        await teams.Host.StartAsync(SimulatorCommands.Number(args, "--port", 0), cancellationToken);
        Console.WriteLine($"""
            A Teams workflow at {teams.Host.Url}. Ctrl-C ends it and shows what was posted.

            export ACTIONSYNC_Channels__Teams__Url='{teams.Url}'
            """);
        await SimulatorCommands.UntilStoppedAsync(cancellationToken);
        foreach (var card in teams.Cards)
            Console.WriteLine($"\n{card}");
    }
}
