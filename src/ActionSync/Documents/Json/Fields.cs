using System.Text.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Json;

/// <summary>The kinds of field that a document has, each as a field of <typeparamref name="T"/>.</summary>
internal static class Fields<T>
{
    /// <summary>Text on one line; empty text is no text.</summary>
    public static Field<T> Line(string name, Func<T, string, T> set, string right, int longest = Limits.Line) =>
        Text(name, right, longest, (ref json, raw) => TextRules.OneLine(ref json, raw, longest, right), set);

    /// <summary>Text that may have line breaks.</summary>
    public static Field<T> Paragraphs(string name, Func<T, string, T> set, string right) =>
        Text(name, right, Limits.Text, (ref json, raw) => TextRules.Paragraphs(ref json, raw, Limits.Text, right), set);

    /// <summary>A line that must say something.</summary>
    public static Field<T> Title(string name, Func<T, string, T> set, string right) =>
        Text(name, right, Limits.Title, (ref json, raw) => TextRules.Title(ref json, raw, right), set);

    /// <summary>A line that tells one thing from another.</summary>
    public static Field<T> Id(string name, Func<T, string, T> set, string right) =>
        Text(name, right, Limits.Id, (ref json, raw) => TextRules.Id(ref json, raw, right), set);

    /// <summary>The id that begins the keys of all items of an incident.</summary>
    public static Field<T> IncidentId(string name, Func<T, string, T> set, string right) =>
        Text(name, right, Limits.Id, (ref json, raw) => TextRules.IncidentId(ref json, raw, right), set);

    public static Field<T> Url(string name, Func<T, string, T> set, string right) =>
        Text(name, right, Limits.Url, (ref json, raw) => TextRules.Url(ref json, raw, right), set);

    public static Field<T> Priority(string name, Func<T, Priority, T> set) =>
        Word(name, PriorityWords.Known,
            (ref json, word) => json.Rules.Words.Priority(word)
                ?? NotKnown<Priority>(ref json, word, "priority", PriorityWords.Known, json.Rules.Words.NearPriority(word)), set);

    public static Field<T> Status(string name, Func<T, ItemState, T> set) =>
        Word(name, StatusWords.Known,
            (ref json, word) => json.Rules.Words.Status(word)
                ?? NotKnown<ItemState>(ref json, word, "status", StatusWords.Known, json.Rules.Words.NearStatus(word)), set);

    /// <summary>A day or a time, and how it is written.</summary>
    public static Field<T> Deadline(string name, Func<T, Deadline, string, T> set) =>
        Word<(Deadline Deadline, string Text)>(name, IsoTime.Right,
            (ref json, text) => Moment(ref json, text) is { } moment ? (moment.ToDeadline(json.Rules.Zone), text) : null,
            (target, value) => set(target, value.Deadline, value.Text));

    /// <summary>A time, and how it is written.</summary>
    public static Field<T> Time(string name, Func<T, DateTimeOffset, string, T> set) =>
        Word<(DateTimeOffset Time, string Text)>(name, IsoTime.Right,
            (ref json, text) => Moment(ref json, text) is { } moment ? (moment.ToTime(json.Rules.Zone), text) : null,
            (target, value) => set(target, value.Time, value.Text));

    public static Field<T> Facts(string name, Func<T, IReadOnlyList<Fact>, T> set) =>
        new(name, "object", ImpactFacts.Right, (ref json, target) => set(target, ImpactFacts.Read(ref json, name)));

    /// <summary>An object whose fields are the target's own.</summary>
    public static Field<T> Object(string name, Shape<T> shape, string right) =>
        new(name, "object", right, (ref json, target) => shape.Read(ref json, target, right)) { Inner = shape };

    public static Field<T> Objects<TElement>(
        string name, Shape<TElement> shape, int most, Func<T, List<TElement>, T> set, string right, CheckElements<TElement>? check = null,
        Func<TElement, DocumentPlace, TElement>? inPlace = null, Func<TElement, string>? title = null) =>
            new(name, "array", right, (ref json, target) =>
            {
                if (Elements(ref json, most, right, (ref json) => Element(ref json, shape, inPlace, title)) is not var (elements, offsets))
                    return target;
                check?.Invoke(ref json, elements, offsets);
                return set(target, elements);
            })
            { Inner = shape };

    public static Field<T> Lines(string name, Func<T, List<string>, T> set, string right) =>
        new(name, "array", right, (ref json, target) =>
            Elements(ref json, Limits.ListEntries, right, (ref json) => Line(ref json)) is var (lines, _)
                ? set(target, [.. lines.Where(l => l.Length > 0)])
                : target);

    /// <summary>One paragraph, or an array of them.</summary>
    public static Field<T> ParagraphOrParagraphs(string name, Func<T, List<string>, T> set, string right) =>
        new(name, "string", right, (ref json, target) => json.Token == JsonTokenType.String
            ? set(target, Said(Paragraph(ref json)))
            : Elements(ref json, Limits.ListEntries, right, (ref json) => Paragraph(ref json)) is var (paragraphs, _)
                ? set(target, Said([.. paragraphs]))
                : target)
        {
            MaxLength = Limits.Text,
        };

    private static List<string> Said(params ReadOnlySpan<string> texts)
    {
        var said = new List<string>();
        foreach (var text in texts)
        {
            if (text.Length > 0)
                said.Add(text);
        }
        return said;
    }

    private static string Paragraph(ref JsonCursor json)
    {
        const string right = "a text of at most 50,000 characters";
        return String(ref json, right) is { } raw ? TextRules.Paragraphs(ref json, raw, Limits.Text, right) ?? "" : "";
    }

    private static TElement Element<TElement>(
        ref JsonCursor json, Shape<TElement> shape, Func<TElement, DocumentPlace, TElement>? inPlace, Func<TElement, string>? title)
    {
        // Asked before the element is read: places are counted onwards only.
        var (place, problems, advice) = (inPlace is null ? null : json.Place, json.ProblemCount, json.Advice.Count);
        var element = shape.Read(ref json, "an object");
        if (title is not null)
            json.NameItem(problems, advice, title(element));
        return inPlace is null ? element : inPlace(element, place!);
    }

    private static string Line(ref JsonCursor json)
    {
        const string right = "a string";
        if (json.Token != JsonTokenType.String)
            json.Mismatch(right);
        else if (json.Text() is { } raw)
            return TextRules.OneLine(ref json, raw, Limits.Line, right) ?? "";
        return "";
    }

    private static (List<TElement> Elements, List<int> Offsets)? Elements<TElement>(ref JsonCursor json, int most, string right, ReadElement<TElement> read)
    {
        if (json.Token != JsonTokenType.StartArray)
        {
            json.Mismatch(right);
            return null;
        }
        var (elements, offsets) = (new List<TElement>(), new List<int>());
        json.OpenArray();
        var isFull = false;
        while (json.NextElement())
        {
            if (elements.Count < most)
            {
                offsets.Add(json.Offset);
                elements.Add(read(ref json));
                continue;
            }
            // What is beyond is passed over: it would cost memory for nothing.
            if (!isFull)
                json.Problem($"is one more than the {most:N0} that the array may hold", "several incidents");
            isFull = true;
            json.Skip();
        }
        return (elements, offsets);
    }

    private static Field<T> Text(string name, string right, int longest, ReadText<string?> read, Func<T, string, T> set) =>
        new(name, "string", right,
            (ref json, target) => String(ref json, right) is { } raw && read(ref json, raw) is { Length: > 0 } text ? set(target, text) : target)
        {
            MaxLength = longest,
        };

    private static Field<T> Word<TValue>(string name, string right, ReadText<TValue?> read, Func<T, TValue, T> set) where TValue : struct =>
        new(name, "string", right,
            (ref json, target) => String(ref json, right) is { } word && read(ref json, word) is { } value ? set(target, value) : target);

    private static string? String(ref JsonCursor json, string right)
    {
        if (json.Token == JsonTokenType.String)
            return json.Text();
        json.Mismatch(right);
        return null;
    }

    private static IsoTime? Moment(ref JsonCursor json, string text)
    {
        var (time, wrong) = IsoTime.Parse(text);
        if (wrong is not null)
            json.Problem($"{Quoted.Of(text)} {wrong}", IsoTime.Right);
        return time;
    }

    private static TValue? NotKnown<TValue>(ref JsonCursor json, string word, string what, string known, string? meant) where TValue : struct
    {
        json.Problem($"{Quoted.Of(word)} is not a {what}", known, meant);
        return null;
    }

    private delegate TValue ReadText<out TValue>(ref JsonCursor json, string text);

    private delegate TElement ReadElement<out TElement>(ref JsonCursor json);
}

/// <summary>Looks at the elements of an array together; the offsets say where each begins.</summary>
internal delegate void CheckElements<in T>(ref JsonCursor json, IReadOnlyList<T> elements, IReadOnlyList<int> offsets);
