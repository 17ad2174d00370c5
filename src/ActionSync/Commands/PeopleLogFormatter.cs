using ActionSync.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ActionSync.Commands;

/// <summary>A log line for people: time, how bad, and the sentence.</summary>
internal sealed class PeopleLogFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "people";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "ERROR ",
            LogLevel.Warning => "warning ",
            _ => "",
        };
        textWriter.Write($"{clock.GetUtcNow():HH:mm:ss}Z {level}{TextProfile.Terminal.Line(logEntry.Formatter(logEntry.State, logEntry.Exception))}");
        if (logEntry.Exception is { } exception)
            textWriter.Write($"{Environment.NewLine}{exception}");
        textWriter.WriteLine();
    }
}
