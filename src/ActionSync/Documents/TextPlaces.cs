namespace ActionSync.Documents;

/// <summary>Tells in which line and column of a person's file something stands; both count from 1, and a column is a character.</summary>
internal interface ITextPlaces
{
    /// <param name="offset">A byte of the text that is read.</param>
    (int Line, int Column) Of(int offset);
}

/// <summary>The places of a text that is read as it stands. One walk over it serves all questions that come in the order of the text.</summary>
internal sealed class TextPlaces(ReadOnlyMemory<byte> text) : ITextPlaces
{
    private int _at;
    private int _line = 1;
    private int _column = 1;

    public (int Line, int Column) Of(int offset)
    {
        if (offset < _at)
            (_at, _line, _column) = (0, 1, 1);
        var passed = text.Span[_at..Math.Min(offset, text.Length)];
        _at += passed.Length;
        if (passed.LastIndexOf((byte)'\n') is var lastBreak and >= 0)
        {
            _line += passed.Count((byte)'\n');
            _column = 1;
            passed = passed[(lastBreak + 1)..];
        }
        _column += Characters(passed);
        return (_line, _column);
    }

    /// <summary>Every byte of UTF-8 begins a character but those of the form 10xxxxxx.</summary>
    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
