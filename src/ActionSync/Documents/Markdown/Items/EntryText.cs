using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>
/// The text of an entry while it is read: what is taken out of it as metadata counts as white space from then on, and what is left at the end is the title and
/// the details.
/// </summary>
internal sealed class EntryText
{
    /// <summary>Stands for a character of code, which is no metadata.</summary>
    public const char Code = '\uE000';

    /// <summary>Stands for a character of a ticket's label.</summary>
    public const char Ticket = '\uE001';

    /// <summary>Stands for a character of a link to a change that was made.</summary>
    public const char Change = '\uE002';

    private readonly char[] _view;
    private readonly bool[] _taken;

    public EntryText(RichText text)
    {
        Source = text;
        _view = text.Text.ToCharArray();
        _taken = new bool[_view.Length];
        for (var at = 0; at < _view.Length; at++)
        {
            if (text.Marks[at].HasFlag(Mark.Code))
                _view[at] = Code;
        }
    }

    public RichText Source { get; }

    public int Length => _view.Length;

    /// <summary>The text as metadata is looked for in it: same places, other characters where something is code, a ticket or taken.</summary>
    public string View => new(_view);

    public void Take(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            _taken[at] = true;
            _view[at] = ' ';
        }
    }

    /// <summary>Lets a stretch stand for what it is, without taking it.</summary>
    public void Stand(int start, int end, char sign) => _view.AsSpan(start, end - start).Fill(sign);

    /// <summary>Lets a stretch of code be read like text.</summary>
    public void Open(int start, int end) => Source.Text.AsSpan(start, end - start).CopyTo(_view.AsSpan(start));

    public bool IsTaken(int at) => _taken[at];

    public string Original(int start, int end) => Source.Text[start..end];

    /// <summary>The original text between two places, with blanks for what is taken.</summary>
    public string Visible(int start, int end) => string.Concat(Enumerable.Range(start, end - start).Select(at => _taken[at] ? ' ' : Source.Text[at]));

    /// <summary>What is left between two places, as people read it.</summary>
    public string Left(int start, int end)
    {
        var left = new System.Text.StringBuilder();
        for (var at = start; at < end; at++)
            left.Append(_taken[at] ? ' ' : Source.Text[at]);
        return Leftovers.Tidy(left.ToString());
    }
}
