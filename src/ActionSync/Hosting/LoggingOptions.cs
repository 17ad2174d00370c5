namespace ActionSync.Hosting;

public enum LogFormat
{
    Text,
    Json,
}

/// <summary>Which log lines go to stderr, and how they look.</summary>
public sealed class LoggingOptions
{
    /// <summary>The key of <see cref="LogLevel"/> that stands for every category without a level of its own.</summary>
    public const string Default = nameof(Default);

    /// <summary>Default: text.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>
    /// The least level that is written, by the beginning of a category's name, as in any .NET worker. Default: Information, and Warning for <c>Microsoft</c>,
    /// <c>System</c> and <c>Quartz</c>. At Debug, <c>ActionSync.Trackers</c> and <c>ActionSync.Reminders</c> tell each request that is sent.
    /// </summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevel { get; set; } = new Dictionary<string, LogLevel>(StringComparer.OrdinalIgnoreCase)
    {
        [Default] = Microsoft.Extensions.Logging.LogLevel.Information,
        ["Microsoft"] = Microsoft.Extensions.Logging.LogLevel.Warning,
        ["System"] = Microsoft.Extensions.Logging.LogLevel.Warning,
        ["Quartz"] = Microsoft.Extensions.Logging.LogLevel.Warning,
    };
}
