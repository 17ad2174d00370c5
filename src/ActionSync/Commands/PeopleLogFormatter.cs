using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ActionSync.Commands;

/// <summary>A log line for people: day and time, how bad, and the sentence.</summary>
internal sealed class PeopleLogFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "people";

    private const int Hanging = 2;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "ERROR ",
            LogLevel.Warning => "warning ",
            _ => "",
        };
        var line = $"{clock.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z {level}{logEntry.Formatter(logEntry.State, logEntry.Exception)}";
        textWriter.Write(string.Join(Environment.NewLine, Terminal.MessageLines(line, Hanging)));
        if (logEntry.Exception is { } exception)
            textWriter.Write($"{Environment.NewLine}{exception}");
        textWriter.WriteLine();
    }
}
