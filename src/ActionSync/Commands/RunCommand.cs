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
                ? (int)await CommandContext.GuardAsync(() => WorkAsync(options, config.Catalog), CancellationToken.None)
                : (int)ExitCode.Misused);
        return command;
    }

    private static async Task<ExitCode> WorkAsync(ActionSyncOptions options, Catalog catalog)
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
            await app.StartAsync(stopping.Token);
            Log.Listening(app.Logger, string.Join(", ", app.Urls));
            await app.WaitForShutdownAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while it started.
        }
        if ((start.Failure ?? app.Services.GetRequiredService<LedgerGuard>().Gone) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
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
        [LoggerMessage(Level = LogLevel.Information, Message = "Health and webhooks are at {Urls}")]
        public static partial void Listening(ILogger logger, string urls);
    }
}
