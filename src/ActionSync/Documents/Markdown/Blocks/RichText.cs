namespace ActionSync.Documents.Markdown.Blocks;

/// <summary>What a stretch of text is, beside its letters.</summary>
[Flags]
internal enum Mark : byte
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Struck = 4,
    Code = 8,

    /// <summary>A line break that was only there to keep lines short.</summary>
    Soft = 16,
}

/// <summary>A link within a text.</summary>
/// <param name="Start">Where its label begins in <see cref="RichText.Text"/>.</param>
/// <param name="End">Behind its label.</param>
internal sealed record TextLink(int Start, int End, string Url)
{
    private const string MailTo = "mailto:";

    public bool IsMail => Url.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of a person's mail; null for another link.</summary>
    public string? MailAddress => IsMail ? Url[MailTo.Length..].Split('?')[0] : null;
}

/// <summary>Text without mark-up, and what the mark-up said: a mark for each character, links, a ticked box.</summary>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Behind its last character in the source.</param>
internal sealed record RichText(string Text, Mark[] Marks, IReadOnlyList<TextLink> Links, bool? Ticked, int Start, int End)
{
    public static RichText Empty { get; } = new("", [], [], null, 0, 0);

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>On one line.</summary>
    public string Plain => Spaces.Single(Text);

    /// <summary>Every visible character has the mark.</summary>
    public bool Is(Mark mark) => !IsBlank
        && Enumerable.Range(0, Text.Length).All(at => char.IsWhiteSpace(Text[at]) || Text[at] is ':' or '.' || Marks[at].HasFlag(mark));

    /// <summary>Of a link to a person's mail, the address; of other links and code, the text.</summary>
    public string TextWithAddresses()
    {
        var text = Text;
        foreach (var link in Links.Where(link => link.IsMail).OrderByDescending(link => link.Start))
            text = text[..link.Start] + link.MailAddress + text[link.End..];
        return text;
    }

    /// <summary>A part of the text, with its marks and the links that lie in it whole.</summary>
    public RichText Slice(int start, int end) => new(
        Text[start..end], Marks[start..end],
        [.. Links.Where(link => link.Start >= start && link.End <= end).Select(link => link with { Start = link.Start - start, End = link.End - start })],
        start == 0 ? Ticked : null, Start, End);

    /// <summary>The text without what is struck through.</summary>
    public RichText WithoutStruck()
    {
        if (!Array.Exists(Marks, mark => mark.HasFlag(Mark.Struck)))
            return this;
        var kept = Enumerable.Range(0, Text.Length).Where(at => !Marks[at].HasFlag(Mark.Struck)).ToArray();
        return this with
        {
            Text = string.Concat(kept.Select(at => Text[at])),
            Marks = [.. kept.Select(at => Marks[at])],
            Links = [.. Links.Where(link => !Marks[link.Start..link.End].Any(mark => mark.HasFlag(Mark.Struck)))
                .Select(link => link with { Start = Array.BinarySearch(kept, link.Start), End = Array.BinarySearch(kept, link.End - 1) + 1 })],
        };
    }
}

/// <summary>White space as one line has it.</summary>
internal static class Spaces
{
    public static string Single(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
