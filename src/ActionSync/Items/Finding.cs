using ActionSync.Text;

namespace ActionSync.Items;

/// <summary>One line of <c>doctor</c>.</summary>
/// <param name="Advice">What to do, where it is not good.</param>
public sealed record Finding(bool Good, string Subject, string Text, string? Advice = null)
{
    public string Text { get; } = PlainText.Readable(Text);

    /// <summary>What was found, and what to do.</summary>
    public string Sentences => Advice is null ? Text : $"{FullStop.After(Text)} {Advice}";
}
