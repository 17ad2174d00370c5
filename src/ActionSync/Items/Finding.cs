using ActionSync.Text;

namespace ActionSync.Items;

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Advice">What to do, where it is not good.</param>
public sealed record Finding(bool Good, string Subject, string Text, string? Advice = null)
{
    public string Text { get; } = PlainText.Readable(Text);

    /// <summary>What stands below, a line each.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>What stands below that and is to be pasted, so that no line of it may be broken.</summary>
    public IReadOnlyList<string> Paste { get; init; } = [];

    /// <summary>Nothing is broken, and somebody may want to do something all the same.</summary>
    public bool IsNote => Good && (Advice is not null || Lines.Count > 0);

    /// <summary>What was found, and what to do.</summary>
    public string Sentences => Advice is null ? Text : $"{FullStop.After(Text)} {Advice}";
}
