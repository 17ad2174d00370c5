using System.Text.RegularExpressions;

namespace ActionSync.Simulators.Chaos.Documents;

/// <summary>Titles of which each carries a word of its own that no correction touches, so that an issue tells whose it is.</summary>
internal static partial class Wording
{
    private const int Words = 5;

    private static readonly string[] Vocabulary =
    [
        "widen", "review", "automate", "measure", "document", "rehearse", "split", "throttle", "encrypt", "rotate", "index", "archive", "connection", "pool",
        "certificate", "runbook", "failover", "checkout", "latency", "dashboard", "backup", "schema", "queue", "consumer", "gateway", "deployment", "cluster",
        "memory", "budget", "canary", "traffic", "threshold", "paging", "rotation", "timezone", "invoice", "catalogue", "session", "firewall", "replica",
    ];

    public static IReadOnlyList<string> Owners { get; } = [.. Enumerable.Range(1, 30).Select(n => $"owner{n}")];

    public static string Token(Random chance) => $"k{chance.Next():x8}";

    public static string Title(Random chance, string token) => $"{string.Join(' ', chance.GetItems(Vocabulary, Words))} {token}";

    /// <summary>The same title with one word put right.</summary>
    public static string Corrected(Random chance, string title)
    {
        var words = title.Split(' ');
        words[chance.Next(Words)] = chance.GetItems(Vocabulary, 1)[0];
        return string.Join(' ', words);
    }

    public static string? TokenOf(string text) => TokenPattern().Match(text) is { Success: true } match ? match.Value : null;

    public static string Priority(Random chance) => $"P{chance.Next(1, 5)}";

    /// <summary>Overdue for years, or far away.</summary>
    public static string Deadline(Random chance) => $"20{chance.Next(15, 40)}-{chance.Next(1, 13):00}-{chance.Next(1, 28):00}";

    [GeneratedRegex(@"\bk[0-9a-f]{8}\b", RegexOptions.None, 1000)]
    private static partial Regex TokenPattern();
}
