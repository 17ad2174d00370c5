namespace ActionSync.Trackers.Folder;

/// <summary>Walks over the lines of a text and knows where each stands in it.</summary>
internal ref struct TextLines(string text, int start)
{
    public int Number { get; private set; }

    /// <summary>Where the line starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where its content ends, before the line ending.</summary>
    public int End { get; private set; }

    private int _next = start;

    public readonly ReadOnlySpan<char> Current => text.AsSpan(Start, End - Start);

    /// <summary>The ending of this line, or a line feed where it has none.</summary>
    public readonly string NewLine => End < text.Length && text[End] == '\r' ? "\r\n" : "\n";

    public bool Next()
    {
        if (_next >= text.Length)
            return false;
        Number++;
        Start = _next;
        var feed = text.IndexOf('\n', Start);
        _next = feed < 0 ? text.Length : feed + 1;
        End = feed < 0 ? text.Length : feed;
        if (End > Start && text[End - 1] == '\r')
            End--;
        return true;
    }
}
