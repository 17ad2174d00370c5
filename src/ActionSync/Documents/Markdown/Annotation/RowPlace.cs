using ActionSync.Documents.Annotation;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Annotation;

/// <summary>
/// A row of a table: its ticket and its state stand in the columns for these. Where the table has no such column, they stand at the end of the title's cell,
/// as in a list; no column is ever added.
/// </summary>
internal sealed class RowPlace : ItemPlace
{
    private readonly StateMarks _marks;
    private readonly Stretch? _title;
    private readonly Stretch? _status;
    private readonly Stretch? _ticket;

    public RowPlace(string text, ItemSource source, StateMarks marks)
    {
        _marks = marks;
        _title = Cell(source.Title);
        _status = Cell(source.Status);
        _ticket = Cell(source.Ticket);

        Stretch? Cell(RichText? cell) => cell is null || cell == RichText.Empty || cell.End > text.Length ? null : Stretch.Within(text, cell);
    }

    public override bool Holds(string address) =>
        new[] { _ticket, _title, _status }.Any(cell => cell is { } stretch && stretch.Text.Contains(address, StringComparison.Ordinal));

    public override IEnumerable<TextChange> Ticket(string address)
    {
        var link = EntryPlace.Link(address);
        if (_ticket is { } cell)
        {
            if (SaysNothing(cell))
                yield return Fill(cell, link);
            yield return cell.Append(cell.IsEmpty ? link : $" {link}");
        }
        foreach (var change in _title is { IsEmpty: false } title ? EntryPlace.TicketsIn(title, address) : [])
            yield return change;
    }

    public override IEnumerable<TextChange> State(ItemState? written, ItemState state)
    {
        if (_status is { } cell)
        {
            if (SaysNothing(cell) || _marks.Read(cell.Text) is not null)
                yield return Fill(cell, SaysNothing(cell) ? _marks.Word(state) : Restated(cell.Text, state));
            foreach (var change in _marks.ReplacementsIn(cell, state))
                yield return change;
            // Another word gives way to the end of the item; of more words, or a link, what they say stays.
            if (state.IsClosed() && IsWord(cell.Text))
                yield return Fill(cell, Restated(cell.Text, state));
            if (!cell.IsEmpty && state != ItemState.Open && StateMarks.Sign(state) is { } sign)
                yield return new TextChange(cell.Start, cell.Start, $"{sign} ");
        }
        if (written?.IsClosed() == true || (written is null && state == ItemState.Open))
            yield break;
        foreach (var change in _ticket is { } ticket ? _marks.ReplacementsIn(ticket, state) : [])
            yield return change;
        if (_title is not { IsEmpty: false } title)
            yield break;
        foreach (var change in _marks.Replacements(title, state).Concat(EntryPlace.Said(title, state)))
            yield return change;
    }

    /// <summary>Behind the state, wherever that stands.</summary>
    public override IEnumerable<TextChange> Day(DateOnly day)
    {
        if (_status is { IsEmpty: false } cell)
            return _marks.IsDone(cell.Text) ? [cell.Append($" {StateMarks.DayOf(day)}")] : [];
        return _title is { IsEmpty: false } title ? EntryPlace.DayIn(title, day, _marks) : [];
    }

    private string Restated(string before, ItemState state) => before.Contains('*') ? $"**{StateMarks.Like(before.Trim('*'), state)}**" : _marks.Word(state);

    private static bool IsWord(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 2 && !text.Contains('/') && !text.Contains('[');

    private static bool SaysNothing(Stretch cell) => cell.IsEmpty || NoValue.Is(cell.Text);

    /// <summary>A cell of one blank keeps one on either side.</summary>
    private static TextChange Fill(Stretch cell, string text) => cell.Replace(
        cell.IsEmpty && cell.End < cell.Document.Length && cell.Document[cell.End] == '|' && cell.Start > 0 && cell.Document[cell.Start - 1] == ' '
            ? $"{text} "
            : text);
}
