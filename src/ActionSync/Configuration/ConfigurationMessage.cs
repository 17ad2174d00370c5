namespace ActionSync.Configuration;

/// <summary>One sentence about one key: a problem, or a notice.</summary>
/// <param name="Key">The key's path, as in <c>Trackers:github:Token</c>, or the name of a file or variable.</param>
/// <param name="Text">What is wrong, and what would be right; never the value of a secret.</param>
/// <param name="Origin">The file or variable that set it; null where nothing did.</param>
public sealed record ConfigurationMessage(string Key, string Text, string? Origin)
{
    public override string ToString() => Origin is null ? $"{Key}: {Text}" : $"{Key}: {Text} [{Origin}]";
}
