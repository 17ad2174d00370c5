using System.Text;
using ActionSync.Items;

namespace ActionSync.Documents.Annotation;

/// <summary>
/// Fills into a document what became of its items: the ticket, then the state, then the day. After each the document is read again: a change that makes it
/// say anything else is taken back and the next best is tried, so that nothing is ever damaged. Pure.
/// </summary>
internal sealed class Annotator
{
    private readonly DocumentFormat _format;
    private readonly DocumentFile _file;
    private readonly Func<DocumentFile, IReadOnlyList<IReadOnlyList<ItemPlace?>>> _placesOf;
    private readonly byte[] _mark;
    private readonly List<string> _left = [];
    private string _text;

    private Annotator(DocumentFormat format, DocumentFile file)
    {
        (_format, _file) = (format, file);
        _placesOf = format.Places ?? throw new ArgumentException($"{format.Name} has no places for what became of items.", nameof(format));
        var text = Utf8Text.WithoutMark(file.Bytes);
        _mark = file.Bytes[..(file.Bytes.Length - text.Length)].ToArray();
        _text = Encoding.UTF8.GetString(text.Span);
    }

    /// <param name="format">One that has places.</param>
    /// <param name="file">A document without problems.</param>
    /// <param name="notes">What to say of each item of each incident, in the document's order; null to leave it alone.</param>
    public static AnnotatedText Annotate(DocumentFormat format, DocumentFile file, IReadOnlyList<IReadOnlyList<ItemNote?>> notes)
    {
        var annotator = new Annotator(format, file);
        annotator.FillIn(notes, "its ticket", Ticket, HasTicket);
        annotator.FillIn(notes, "its state", State, (note, before, after, _) => after.Status == note.State && SameReading.IsSameTicket(before, after));
        annotator.FillIn(notes, null, Day, (_, before, after, _) => after.Status == before.Status && SameReading.IsSameTicket(before, after));
        return new AnnotatedText(annotator.Bytes(annotator._text), annotator._left);
    }

    private static IEnumerable<TextChange>? Ticket(ItemNote note, ActionItem item, ItemPlace place) =>
        note.Address is not { } address || item.Url == address || place.Holds(address) ? null : place.Ticket(address);

    private static bool HasTicket(ItemNote note, ActionItem before, ActionItem after, ItemPlace place) =>
        after.Status == before.Status && after.Ticket == before.Ticket
            && (after.Url == note.Address || (before.Url is not null && after.Url == before.Url && place.Holds(note.Address!)));

    private static IEnumerable<TextChange>? State(ItemNote note, ActionItem item, ItemPlace place) =>
        note.State is not { } state || item.Status == state ? null : place.State(item.Status, state);

    private static IEnumerable<TextChange>? Day(ItemNote note, ActionItem item, ItemPlace place) =>
        note.Day is not { } day || item.Status != ItemState.Done ? null : place.Day(day);

    /// <param name="what">For people, where nothing serves; null for what a document may do without.</param>
    /// <param name="changes">What could be done for an item; null for nothing.</param>
    /// <param name="isRight">The item is filled in, and nothing else of it changed.</param>
    private void FillIn(
        IReadOnlyList<IReadOnlyList<ItemNote?>> notes, string? what, Func<ItemNote, ActionItem, ItemPlace, IEnumerable<TextChange>?> changes,
        Func<ItemNote, ActionItem, ActionItem, ItemPlace, bool> isRight)
    {
        var before = Read(_text);
        var attempts = Attempts(notes, before, changes);
        if (attempts.Count == 0)
            return;
        while (true)
        {
            var text = Apply(attempts);
            var (after, places) = (Read(text), Places(text));
            var isSame = SameReading.IsSameOutline(before, after);
            var failed = isSame ? attempts.Where(attempt => attempt.Change is not null && !IsRight(attempt)).ToList() : [];
            if (failed.Count == 0 && isSame && AreItemsSame(before, after))
            {
                _text = text;
                break;
            }
            // Nothing is changed any more, and the reading is another one all the same: a slow machine gave up on a long text.
            if (attempts.TrueForAll(attempt => attempt.Change is null))
                break;
            if (failed.Count == 0)
                failed.Add(Culprit(attempts, before));
            failed.ForEach(attempt => attempt.TryNext());

            bool IsRight(Attempt attempt) =>
                after.Incidents[attempt.Incident].ActionItems![attempt.Item] is var item && SameReading.IsSameItem(attempt.Before, item)
                    && places[attempt.Incident][attempt.Item] is { } place && isRight(attempt.Note, attempt.Before, item, place);
        }
        if (what is not null)
            _left.AddRange(attempts.Where(attempt => attempt.Change is null).Select(attempt => $"{what} is not filled in at \"{attempt.Before.Title}\""));
    }

    private List<Attempt> Attempts(
        IReadOnlyList<IReadOnlyList<ItemNote?>> notes, ParsedFile file, Func<ItemNote, ActionItem, ItemPlace, IEnumerable<TextChange>?> changes)
    {
        var places = Places(_text);
        var attempts = new List<Attempt>();
        for (var incident = 0; incident < notes.Count; incident++)
        {
            for (var item = 0; item < notes[incident].Count; item++)
            {
                if (notes[incident][item] is not { } note || places[incident][item] is not { } place)
                    continue;
                var written = file.Incidents[incident].ActionItems![item];
                if (changes(note, written, place)?.ToList() is { Count: > 0 } manners)
                    attempts.Add(new Attempt(incident, item, note, written, manners));
            }
        }
        return attempts;
    }

    /// <summary>The change that spoils something beside its own item: the last of the shortest row of changes that does.</summary>
    private Attempt Culprit(List<Attempt> attempts, ParsedFile before)
    {
        var live = attempts.Where(attempt => attempt.Change is not null).ToList();
        var (fine, spoilt) = (0, live.Count);
        while (spoilt - fine > 1)
        {
            var middle = (fine + spoilt) / 2;
            var after = Read(Apply(live[..middle]));
            if (SameReading.IsSameOutline(before, after) && AreItemsSame(before, after))
                fine = middle;
            else
                spoilt = middle;
        }
        return live[spoilt - 1];
    }

    private static bool AreItemsSame(ParsedFile before, ParsedFile after) =>
        SameReading.Items(before).Zip(SameReading.Items(after)).All(pair => SameReading.IsSameItem(pair.First, pair.Second));

    private string Apply(IEnumerable<Attempt> attempts)
    {
        var text = new StringBuilder(_text.Length);
        var at = 0;
        foreach (var change in attempts.Select(attempt => attempt.Change).OfType<TextChange>().OrderBy(change => change.Start))
        {
            // Two changes of one stretch: the second one is not made, so that its item is not filled in.
            if (change.Start < at)
                continue;
            text.Append(_text, at, change.Start - at).Append(change.Text);
            at = change.End;
        }
        return text.Append(_text, at, _text.Length - at).ToString();
    }

    private ParsedFile Read(string text) => _format.Read(FileOf(text));

    private IReadOnlyList<IReadOnlyList<ItemPlace?>> Places(string text) => _placesOf(FileOf(text));

    private DocumentFile FileOf(string text) => _file with { Bytes = Bytes(text) };

    private byte[] Bytes(string text) => [.. _mark, .. Encoding.UTF8.GetBytes(text)];

    /// <summary>One item that is being filled in.</summary>
    private sealed class Attempt(int incident, int item, ItemNote note, ActionItem before, IReadOnlyList<TextChange> manners)
    {
        private int _manner;

        public int Incident => incident;

        public int Item => item;

        public ItemNote Note => note;

        public ActionItem Before => before;

        /// <summary>What is tried now; null once nothing is left.</summary>
        public TextChange? Change => _manner < manners.Count ? manners[_manner] : null;

        public void TryNext() => _manner++;
    }
}

/// <summary>A document that was filled in.</summary>
/// <param name="Left">What could not be filled in without changing what the document says, as parts of sentences.</param>
internal sealed record AnnotatedText(byte[] Bytes, IReadOnlyList<string> Left);
