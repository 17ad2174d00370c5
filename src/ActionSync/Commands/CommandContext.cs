using System.CommandLine;
using System.Data.Common;
using System.Runtime.InteropServices;
using ActionSync.Configuration;
using ActionSync.Diagnostics;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Scheduling;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary>
/// What a command works with: the checked configuration and the services over it. Problems that have a sentence for people end the command with that
/// sentence and the right exit code.
/// </summary>
internal sealed class CommandContext : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CommandContext(ActionSyncOptions options, StartArguments start, Catalog catalog, LedgerAccess access)
    {
        Options = options;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddHumanConsole(options.Logging))
            .AddSingleton(start)
            .AddActionSync(options, catalog, TimeProvider.System)
            .AddDiagnostics();
        if (access == LedgerAccess.ReadOnly)
            services.AddReadOnlyLedger();
        _services = services.BuildServiceProvider();
    }

    public ActionSyncOptions Options { get; }

    public LedgerDatabase Ledger => Get<LedgerDatabase>();

    /// <summary>Who gave the command, as the history keeps it.</summary>
    public static string Actor => Items.Actor.AtCommandLine(Environment.UserName);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Loads the configuration and runs <paramref name="work"/>; it is cancelled by Ctrl+C and SIGTERM.</summary>
    public static Task<int> RunAsync(ParseResult arguments, ConfigurationOption config, Func<CommandContext, CancellationToken, Task<ExitCode>> work) =>
        RunAsync(Configure(arguments, config), StartOf(arguments, config), config, LedgerAccess.ReadWrite, work);

    /// <summary>
    /// As <see cref="RunAsync(ParseResult, ConfigurationOption, Func{CommandContext, CancellationToken, Task{ExitCode}})"/>, for commands that only show:
    /// nothing is written anywhere.
    /// </summary>
    public static Task<int> ShowAsync(ParseResult arguments, ConfigurationOption config, Func<CommandContext, CancellationToken, Task<ExitCode>> work) =>
        ShowAsync(Configure(arguments, config), StartOf(arguments, config), config, work);

    /// <summary>
    /// As <see cref="ShowAsync(ParseResult, ConfigurationOption, Func{CommandContext, CancellationToken, Task{ExitCode}})"/>, for commands that read documents
    /// and connect to nothing: they need no secret.
    /// </summary>
    public static Task<int> ReadAsync(ParseResult arguments, ConfigurationOption config, Func<CommandContext, CancellationToken, Task<ExitCode>> work) =>
        ShowAsync(ConfigureWithoutSecrets(arguments, config), StartOf(arguments, config), config, work);

    private static Task<int> ShowAsync(
        ActionSyncOptions? options, StartArguments start, ConfigurationOption config, Func<CommandContext, CancellationToken, Task<ExitCode>> work) =>
        RunAsync(options, start, config, LedgerAccess.ReadOnly, async (session, cancellationToken) =>
        {
            try
            {
                var code = await work(session, cancellationToken);
                return session.Ledger.WasWrittenMeanwhile ? throw session.WrittenMeanwhile() : code;
            }
            catch (DbException) when (session.Ledger.WasWrittenMeanwhile)
            {
                throw session.WrittenMeanwhile();
            }
        });

    private static async Task<int> RunAsync(
        ActionSyncOptions? options, StartArguments start, ConfigurationOption config, LedgerAccess access,
        Func<CommandContext, CancellationToken, Task<ExitCode>> work)
    {
        if (options is null)
            return (int)ExitCode.Misused;
        using var stopping = new CancellationTokenSource();
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stopping));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stopping));
        await using var session = new CommandContext(options, start, config.Catalog, access);
        return (int)await GuardAsync(() => session.ExplainedAsync(work, stopping.Token), stopping.Token);
    }

    /// <summary>The configuration, or null where it is wrong and everything that is wrong was told.</summary>
    public static ActionSyncOptions? Configure(ParseResult arguments, ConfigurationOption config) =>
        Checked(ActionSyncConfiguration.Load(SourcesOf(arguments, config), config.Catalog));

    /// <summary>The same for what needs no secret.</summary>
    public static ActionSyncOptions? ConfigureWithoutSecrets(ParseResult arguments, ConfigurationOption config) =>
        Checked(ActionSyncConfiguration.LoadWithoutSecrets(SourcesOf(arguments, config), config.Catalog));

    private static ActionSyncOptions? Checked(LoadedConfiguration loaded) => ConfigurationText.Tell(loaded) ? loaded.Options : null;

    /// <summary>Where this process has its configuration from.</summary>
    public static ConfigurationSources SourcesOf(ParseResult arguments, ConfigurationOption config) =>
        ConfigurationSources.OfProcess(arguments.GetValue(config), Schedule.CronProblem) with { Data = arguments.GetValue(config.Data) };

    private static StartArguments StartOf(ParseResult arguments, ConfigurationOption config) => StartArguments.Of(SourcesOf(arguments, config));

    /// <summary>Turns what people can do something about into a sentence and an exit code; anything else is a bug and is not hidden.</summary>
    public static async Task<ExitCode> GuardAsync(Func<Task<ExitCode>> work, CancellationToken stopping)
    {
        try
        {
            return await work();
        }
        catch (LedgerException e)
        {
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line(e.Message));
            return e.IsPassing || e.IsDamage || e.IsGone ? ExitCode.Left : ExitCode.Misused;
        }
        catch (DbException e) when (!Outage.IsOne(e) && !Outage.IsCollision(e))
        {
            await Console.Error.WriteLineAsync(
                $"The ledger refused what this command asked of it: {e.Message.TrimEnd('.')}. That is no outage and does not pass by itself: check that this user may write it, " +
                "and what actionsync verify says; if all is well there, please report it.");
            return ExitCode.Left;
        }
        catch (DbException e)
        {
            await Console.Error.WriteLineAsync(
                $"The ledger cannot be used: {e.Message} Nothing is lost; check its disk or server and run the same command again.");
            return ExitCode.Left;
        }
        catch (TrackerException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Left;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Nothing is lost; mend that and run the same command again.");
            return ExitCode.Left;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped; what is left waits in the ledger.");
            return ExitCode.Left;
        }
    }

    /// <summary>Says of an error that the ledger's damage explains what is damaged; others stay what they are.</summary>
    private async Task<ExitCode> ExplainedAsync(Func<CommandContext, CancellationToken, Task<ExitCode>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(this, cancellationToken);
        }
        catch (Exception e) when (NeedsExplaining(e))
        {
            if (await Get<LedgerExamination>().ExplainAsync(e, cancellationToken) is { } damage)
                throw damage;
            throw;
        }
    }

    private static bool NeedsExplaining(Exception error) =>
        LedgerDamage.IsOne(error)
            || !(error is LedgerException or TrackerException or IOException or UnauthorizedAccessException or OperationCanceledException
                || Outage.IsOne(error));

    /// <summary>The exclusive right to a SQLite ledger; null where the database itself keeps workers apart.</summary>
    public LedgerLock? TakeLock(string command) => Ledger is SqliteDatabase sqlite ? LedgerLock.Take(sqlite.File, sqlite.Rights, command) : null;

    /// <summary>
    /// The ledger for a command that only shows; null where nobody ever wrote one, since nothing is made then. One of another version is refused.
    /// </summary>
    public async Task<LedgerTransaction?> ReadLedgerAsync(CancellationToken cancellationToken)
    {
        if (!await Ledger.IsThereAsync(cancellationToken))
            return null;
        await Ledger.CheckVersionAsync(cancellationToken);
        await Ledger.RequireTablesAsync(cancellationToken);
        return await Ledger.ReadAsync(cancellationToken);
    }

    private LedgerException WrittenMeanwhile() => LedgerException.WrittenMeanwhile(((SqliteDatabase)Ledger).File);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Stop(PosixSignalContext context, CancellationTokenSource stopping)
    {
        context.Cancel = true;
        stopping.Cancel();
    }
}
