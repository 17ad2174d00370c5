using System.Security.Cryptography;
using System.Text;
using ActionSync.Configuration;

namespace ActionSync.Web.Access;

/// <summary>
/// The keys of <c>Dashboard:ApiKey</c>. Their file is looked at again while the worker runs: a key that is new there is taken, and one that is gone is refused,
/// within a second.
/// </summary>
internal sealed partial class ApiKeys(DashboardOptions options, TimeProvider clock, ILogger<ApiKeys> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private string _text = options.ApiKey?.Reveal() ?? "";
    private IReadOnlyList<Key> _keys = Read(options.ApiKey?.Reveal() ?? "");
    private string? _problem;
    private long _lookedAt = clock.GetTimestamp();

    public bool Any => options.ApiKey is not null;

    /// <summary>What a cookie remembers the key by that was shown; null where it is none of ours. How long the answer takes tells nothing about them.</summary>
    public string? Recognise(string shown)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(shown));
        string? mark = null;
        foreach (var key in Current())
        {
            if (CryptographicOperations.FixedTimeEquals(digest, key.Digest))
                mark = key.Mark;
        }
        return mark;
    }

    /// <summary>The key that a cookie was given for still holds.</summary>
    public bool Holds(string mark) => Current().Any(key => key.Mark == mark);

    private IReadOnlyList<Key> Current()
    {
        if (options.ApiKey is not { File: not null } secret)
            return _keys;
        lock (_gate)
        {
            if (clock.GetElapsedTime(_lookedAt) < LookAgain)
                return _keys;
            _lookedAt = clock.GetTimestamp();
            var now = SecretFile.RevealAnew(secret, out var problem);
            if (now is null && problem != _problem)
                Log.Unreadable(logger, problem);
            _problem = now is null ? problem : null;
            if (now is not null && now != _text)
            {
                (_text, _keys) = (now, Read(now));
                Log.Changed(logger);
            }
            return _keys;
        }
    }

    private static IReadOnlyList<Key> Read(string text) => [.. SecretFile.Lines(text).Select(line => new Key(
        SHA256.HashData(Encoding.UTF8.GetBytes(line)), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"sign-in\n{line}")))))];

    private sealed record Key(byte[] Digest, string Mark);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Dashboard:ApiKeyFile holds another key now, which is used from here on")]
        public static partial void Changed(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Dashboard:ApiKeyFile cannot be used now, and the key that it held is still taken: {Problem}")]
        public static partial void Unreadable(ILogger logger, string problem);
    }
}
