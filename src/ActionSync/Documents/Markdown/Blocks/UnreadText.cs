namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>
/// A text whose mark-up is read where it is asked for: of a long document most is never asked for, and what is read takes several times the memory.
/// </summary>
internal sealed class UnreadText
{
    private readonly RichText? _text;
    private readonly InlineReader? _inlines;
    private readonly string _raw = "";
    private readonly int _start;
    private readonly int _end;

    private UnreadText(RichText text) => _text = text;

    /// <param name="inlines">Reads its mark-up.</param>
    /// <param name="raw">The text with its mark-up, without the signs of the blocks around it.</param>
    /// <param name="start">Where it begins in the source.</param>
    /// <param name="end">Behind its last character in the source.</param>
    public UnreadText(InlineReader inlines, string raw, int start, int end) => (_inlines, _raw, _start, _end) = (inlines, raw, start, end);

    public static UnreadText Empty { get; } = new(RichText.Empty);

    /// <summary>One that was read already.</summary>
    public static UnreadText Of(RichText text) => new(text);

    public RichText Read() => _text ?? _inlines!.Read(_raw, _start, _end);
}
