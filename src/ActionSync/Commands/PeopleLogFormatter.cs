using ActionSync.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ActionSync.Commands;

/// <summary>A log line for people: day and time, how bad, and the sentence.</summary>
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
        var sentence = TextProfile.Terminal.Line(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.Write($"{clock.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z {level}{sentence}");
        if (logEntry.Exception is { } exception)
            textWriter.Write($"{Environment.NewLine}{exception}");
        textWriter.WriteLine();
    }
}
