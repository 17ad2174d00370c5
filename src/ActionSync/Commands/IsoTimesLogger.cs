using System.Collections;
using System.Globalization;

namespace ActionSync.Commands;

/// <summary>Gives times and days to a structured log as ISO 8601 has them: the console's own formatter writes them as Americans do.</summary>
internal sealed class IsoTimesLogger(ILogger logger) : ILogger
{
    /// <summary>A time, in UTC.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values && values.Any(value => Iso(value.Value) is not null))
            logger.Log(logLevel, eventId, new IsoState(values, state.ToString()), exception, (_, error) => formatter(state, error));
        else
            logger.Log(logLevel, eventId, state, exception, formatter);
    }

    private static string? Iso(object? value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        DateTime time => time.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The values of a line with its times as text; the sentence stays.</summary>
    private sealed class IsoState(IReadOnlyList<KeyValuePair<string, object?>> values, string? sentence) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        public KeyValuePair<string, object?> this[int index] => new(values[index].Key, Iso(values[index].Value) ?? values[index].Value);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        public override string ToString() => sentence ?? "";

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
