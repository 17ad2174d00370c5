using ActionSync.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace ActionSync.Commands;

/// <summary>Log lines go to stderr, so that stdout holds results only.</summary>
internal static class PeopleLogging
{
    public static void LogToPeople(this ILoggingBuilder logging, LoggingOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        // What goes wrong in jobs and while the database is away is said in our own words, once.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Quartz", LogLevel.Critical)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
            return;
        }
        logging.AddConsole(console => console.FormatterName = PeopleLogFormatter.FormatterName);
        logging.AddConsoleFormatter<PeopleLogFormatter, ConsoleFormatterOptions>();
    }
}
