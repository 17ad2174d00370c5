using ActionSync.Hosting;
using ActionSync.Ledger;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace ActionSync.Commands;

/// <summary>Log lines go to stderr, so that stdout holds results only.</summary>
internal static class PeopleLogging
{
    public static void AddHumanConsole(this ILoggingBuilder logging, LoggingOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel.GetValueOrDefault(LoggingOptions.Default, LogLevel.Information));
        foreach (var (category, level) in options.LogLevel.Where(level => !level.Key.Equals(LoggingOptions.Default, StringComparison.OrdinalIgnoreCase)))
            logging.AddFilter(category, level);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = IsoTimesLogger.Format;
            });
        }
        else
        {
            logging.AddConsole(console => console.FormatterName = PeopleLogFormatter.FormatterName);
            logging.AddConsoleFormatter<PeopleLogFormatter, ConsoleFormatterOptions>();
        }
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider>(services =>
            new ToldOnce(services.GetRequiredService<ConsoleLoggerProvider>(), services.GetService<Outage>, options.Format));
    }

    /// <summary>
    /// The console, without what the scheduler tells of an outage of the ledger or of a job that failed: both are said in words of ours, once, however often
    /// the scheduler runs into them.
    /// </summary>
    [ProviderAlias("Console")]
    private sealed class ToldOnce(ConsoleLoggerProvider console, Func<Outage?> outage, LogFormat format) : ILoggerProvider, ISupportExternalScope
    {
        public ILogger CreateLogger(string categoryName)
        {
            var written = console.CreateLogger(categoryName);
            ILogger logger = format == LogFormat.Json ? new IsoTimesLogger(written) : written;
            return categoryName.StartsWith("Quartz.", StringComparison.Ordinal) ? new SchedulerLogger(logger, outage) : logger;
        }

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

        /// <summary>The container disposes of the console.</summary>
        public void Dispose() { }
    }

    private sealed class SchedulerLogger(ILogger logger, Func<Outage?> outage) : ILogger
    {
        /// <summary>Quartz's events "a job threw", which the listener of jobs tells.</summary>
        private static readonly int[] FailedJob = [1052, 1053];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && Outage.IsOne(exception))
                outage()?.Report(exception);
            else if (!FailedJob.Contains(eventId.Id) && exception is not OperationCanceledException
                && !(exception is not null && LedgerDamage.IsOfLedger(exception)))
                logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
