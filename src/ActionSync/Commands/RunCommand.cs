using System.CommandLine;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Web;

namespace ActionSync.Commands;

/// <summary><c>run</c>: the worker, until it is told to stop.</summary>
internal static partial class RunCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "run", "The worker: takes in what is dropped, publishes, follows and reminds on schedule, until it is stopped (Ctrl+C, SIGTERM).");
        command.SetAction(async (arguments, _) =>
            CommandContext.Configure(arguments, config) is { } options
                ? (int)await CommandContext.GuardAsync(
                    () => WorkAsync(options, config.Catalog, CommandContext.SourcesOf(arguments, config).Present()), CancellationToken.None)
                : (int)ExitCode.Misused);
        return command;
    }

    private static async Task<ExitCode> WorkAsync(ActionSyncOptions options, Catalog catalog, IReadOnlyList<string> sources)
    {
        using var stopping = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stopping));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stopping));
        var app = WorkerHost.Build(options, catalog, TimeProvider.System, logging => logging.AddHumanConsole(options.Logging));
        await using var end = new BoundedEnd(app);
        using var held = app.Services.GetRequiredService<LedgerDatabase>() is SqliteDatabase sqlite ? LedgerLock.Take(sqlite.File, sqlite.Rights, "run") : null;
        if (ListenAddress.Problems(options.Dashboard.Urls) is { Count: > 0 } problems)
        {
            foreach (var problem in problems)
                await Console.Error.WriteLineAsync(problem);
            return ExitCode.Misused;
        }
        var start = app.Services.GetRequiredService<WorkerService>();
        try
        {
            Log.Starting(app.Logger, ProgramVersion.Text, sources.Count == 0 ? "built-in defaults" : string.Join(", ", sources));
            await app.StartAsync(stopping.Token);
            ListenLog.Write(app.Logger, options.Dashboard, ListenAddress.Named(options.Dashboard.Urls, app.Urls));
            await app.WaitForShutdownAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it started.
        }
        if ((start.Failure ?? app.Services.GetRequiredService<LedgerGuard>().Gone) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        Log.Stopped(app.Logger);
        return ExitCode.Done;
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stopping)
    {
        context.Cancel = true;
        stopping.Cancel();
    }

    /// <summary>Disposes of the worker, but does not wait for what a hanging server keeps: it ends with the process.</summary>
    private sealed class BoundedEnd(WebApplication app) : IAsyncDisposable
    {
        private static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

        public async ValueTask DisposeAsync()
        {
            try
            {
                await app.DisposeAsync().AsTask().WaitAsync(Within);
            }
            catch (TimeoutException)
            {
                // Whoever waits for that server waits no longer than the process.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "ActionSync {Version} starts; configuration: {Sources}")]
        public static partial void Starting(ILogger logger, string version, string sources);

        [LoggerMessage(Level = LogLevel.Information, Message = "ActionSync has stopped; what is left waits in the ledger.")]
        public static partial void Stopped(ILogger logger);
    }
}
