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
            SayWhereItAnswers(app, options.Dashboard);
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

    private static void SayWhereItAnswers(WebApplication app, DashboardOptions dashboard)
    {
        if (app.Urls.Count == 0)
        {
            Log.NotListening(app.Logger);
            return;
        }
        Log.Listening(app.Logger, string.Join(", ", app.Urls));
        if (dashboard is { ApiKey: null, UserHeader: null } && app.Urls.Where(url => !ListenAddress.IsOfThisMachine(url)).ToList() is { Count: > 0 } open)
            Log.WithoutKey(app.Logger, string.Join(", ", open));
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

        [LoggerMessage(Level = LogLevel.Information, Message = "Pages, health and webhooks are at {Urls}")]
        public static partial void Listening(ILogger logger, string urls);

        [LoggerMessage(Level = LogLevel.Information, Message = "Nothing is answered over HTTP, neither health nor webhooks, since Dashboard:Urls is empty")]
        public static partial void NotListening(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning,
            Message = "Only health and webhooks are answered at {Urls}, since Dashboard:ApiKey is not set; set it, or Dashboard:UserHeader behind a proxy that signs people on")]
        public static partial void WithoutKey(ILogger logger, string urls);
    }
}
