namespace ActionSync.Configuration;

/// <summary>
/// A secret whose file others may replace while the program runs, such as a token that is rotated: where a service refuses it, the file is read anew, at most
/// once a minute.
/// </summary>
/// <param name="secret">As it was at start.</param>
/// <param name="key">Which setting it is, for the log.</param>
internal sealed partial class RenewableSecret(Secret secret, string key, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private volatile string _value = secret.Reveal();
    private long? _readAt;

    public string Reveal() => _value;

    /// <summary>Each of the secrets that its file may hold.</summary>
    public IReadOnlyList<string> RevealAll() => SecretFile.Lines(_value);

    /// <summary>After a refusal: true where the file holds another value by now, so that asking again is worth it.</summary>
    public bool Renew()
    {
        lock (_gate)
        {
            if (secret.File is null || (_readAt is { } readAt && clock.GetElapsedTime(readAt) < AtMostEvery))
                return false;
            _readAt = clock.GetTimestamp();
            if (SecretFile.RevealAnew(secret, out _) is not { } now || now == _value)
                return false;
            _value = now;
        }
        Log.Renewed(logger, key);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Key} was refused, and its file holds another value now, which is used from here on")]
        public static partial void Renewed(ILogger logger, string key);
    }
}
