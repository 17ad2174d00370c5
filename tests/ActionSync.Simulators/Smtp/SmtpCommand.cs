namespace ActionSync.Simulators.Smtp;

/// <summary>A mail server to try things on by hand, without encryption.</summary>
internal static class SmtpCommand
{
    public static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var server = new SmtpSimulator(TimeProvider.System);
        await server.StartAsync(SimulatorCommands.Number(args, "--port", 0));
        Console.WriteLine($"""
            Mail server at 127.0.0.1:{server.Port}. Ctrl-C ends it and shows what came in.

            export ACTIONSYNC_Channels__Email__Host=127.0.0.1
            export ACTIONSYNC_Channels__Email__Port={server.Port}
            export ACTIONSYNC_Channels__Email__Tls=None
            """);
        await SimulatorCommands.UntilStoppedAsync(cancellationToken);
        foreach (var mail in server.Inbox)
            Console.WriteLine($"\n{mail.Raw}");
    }
}
