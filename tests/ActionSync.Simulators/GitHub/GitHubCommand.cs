namespace ActionSync.Simulators.GitHub;

/// <summary>A GitHub to try things on by hand, with one repository, people to assign and issue fields.</summary>
internal static class GitHubCommand
{
    public static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var simulator = await GitHubSimulator.StartAsync(TimeProvider.System, cancellationToken, SimulatorCommands.Number(args, "--port", 0));
        var repository = simulator.World.AddRepository("acme/ops");
        repository.Assignable.UnionWith(["alice", "bob", "carol", "dave"]);
        repository.OpenForeign(SimulatorCommands.Number(args, "--foreign", 0));
        simulator.World.SetFields("acme", GitHubField.Defaults);
        var token = simulator.World.AddToken(new GitHubAccess("actionsync-bot"));
        Console.WriteLine($"""
            GitHub at {simulator.Url}, repository acme/ops (assignable: alice, bob, carol, dave). Ctrl-C ends it.

            export ACTIONSYNC_Trackers__github__Kind=GitHub
            export ACTIONSYNC_Trackers__github__BaseUrl={simulator.Url}
            export ACTIONSYNC_Trackers__github__Repository=acme/ops
            export ACTIONSYNC_Trackers__github__Token={token}
            export ACTIONSYNC_Routes__0__Tracker=github
            """);
        await SimulatorCommands.UntilStoppedAsync(cancellationToken);
    }
}
