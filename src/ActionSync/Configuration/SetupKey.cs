namespace ActionSync.Configuration;

/// <summary>A key that a new configuration needs of a kind, and how people are asked for it.</summary>
/// <param name="Key">The key in the kind's section.</param>
/// <param name="Question">What to give; it also describes the flag.</param>
internal sealed record SetupKey(string Key, string Question)
{
    /// <summary>The value is a secret: it comes from a file, a variable or a hidden prompt, and is kept in a file.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What holds where nothing is given; null where something has to be given.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Whether it is asked for at all, by what was given before.</summary>
    public Func<IReadOnlyDictionary<string, string>, bool> When { get; init; } = _ => true;

    /// <summary>The key as a flag spells it: <c>BaseUrl</c> is <c>base-url</c>.</summary>
    public string Flag => string.Concat(Key.Select((letter, at) => $"{(at > 0 && char.IsUpper(letter) ? "-" : "")}{char.ToLowerInvariant(letter)}"));
}
