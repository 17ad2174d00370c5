using ActionSync.Documents.Annotation;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Annotation;

/// <summary>An entry of a list, a heading or a marked paragraph: what is said of it stands in brackets at the end of its lead, and a box is ticked.</summary>
/// <param name="text">The whole document.</param>
/// <param name="lead">The entry's own text.</param>
/// <param name="end">Where what stands below it ends.</param>
/// <param name="ticked">Whether its box is ticked; null where it has none.</param>
/// <param name="marks">How the document writes states.</param>
internal sealed class EntryPlace(string text, Stretch lead, int end, bool? ticked, StateMarks marks) : ItemPlace
{
    public override bool Holds(string address) => lead.Text.Contains(address, StringComparison.Ordinal);

    public override IEnumerable<TextChange> Ticket(string address) => TicketsIn(lead, address);

    /// <summary>A box that is ticked stays so, and so does all else that says that an item is closed.</summary>
    public override IEnumerable<TextChange> State(ItemState? written, ItemState state)
    {
        if (written?.IsClosed() == true || (written is null && state == ItemState.Open))
            return [];
        var replacements = marks.Replacements(new Stretch(text, lead.Start, end), state).ToList();
        // A word that says otherwise beside the box goes with it.
        return Box(state) is { } box
            ? [.. replacements.Where(change => change.Start >= box.End).Select(change => Both(box, change)), box, .. replacements, .. Said(lead, state)]
            : [.. replacements, .. Said(lead, state)];
    }

    public override IEnumerable<TextChange> Day(DateOnly day) => DayIn(lead, day, marks);

    /// <summary>The ways to put a link into a text: in brackets at its end, without them, or before it.</summary>
    public static IEnumerable<TextChange> TicketsIn(Stretch lead, string address)
    {
        var link = Link(address);
        foreach (var change in AtEnds(lead, $" ({link})"))
            yield return change;
        yield return lead.Append($" {link}");
        yield return new TextChange(lead.Start, lead.Start, $"{link}: ");
    }

    /// <summary>The ways to say a state at the end of a text. That an item is open need not be said.</summary>
    public static IEnumerable<TextChange> Said(Stretch lead, ItemState state) =>
        state == ItemState.Open ? [] : [.. AtEnds(lead, $" ({StateMarks.Small(state)})"), lead.Append($" – {StateMarks.Small(state)}")];

    public static IEnumerable<TextChange> DayIn(Stretch lead, DateOnly day, StateMarks marks) =>
        StateMarks.HasDoneDay(lead.Text) ? [] : marks.WithDay(lead, day).Concat(AtEnds(lead, $" (done {StateMarks.DayOf(day)})"));

    /// <summary>A link with the name of the issue.</summary>
    public static string Link(string address) => $"[{TicketText.NameOf(address)}]({address})";

    /// <summary>
    /// The text at the end of the lead; where fields of their own lines follow, before the first of them; before fields in the same line; and before a ticket
    /// that has to stand at the end.
    /// </summary>
    private static IEnumerable<TextChange> AtEnds(Stretch lead, string text)
    {
        int?[] places = lead.HasFieldBelow()
            ? [lead.HardBreak(), lead.End, lead.FirstField(), lead.LastTicket()]
            : [lead.End, lead.HardBreak(), lead.FirstField(), lead.LastTicket()];
        return places.OfType<int>().Select(place => new TextChange(place, place, text));
    }

    /// <summary>Ticks the box; null where there is none to tick.</summary>
    private TextChange? Box(ItemState state)
    {
        if (ticked != false || state != ItemState.Done)
            return null;
        var open = text.IndexOf('[', lead.Start);
        return open >= 0 && open < lead.End && text.IndexOf(']', open) is var close && close - open is 1 or 2 ? new TextChange(open + 1, close, "x") : null;
    }

    private TextChange Both(TextChange first, TextChange second) => new(first.Start, second.End, first.Text + text[first.End..second.Start] + second.Text);
}
