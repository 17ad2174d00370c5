using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Reads one entry of a list, a heading or a marked paragraph as an action item.</summary>
internal static partial class EntryReader
{
    /// <summary>Longer texts are read up to here; the rest is a detail.</summary>
    private const int Longest = 4_000;

    /// <summary>The item; null where the entry says nothing at all.</summary>
    public static ItemDraft? Read(RichText text, IReadOnlyList<Node> below, int line, ReadingRules rules)
    {
        var item = new ItemDraft(line, rules) { Text = text.Text, Source = new ItemSource(text) };
        if (text.Ticked == true)
            item.Status = ItemState.Done;
        if (text.IsBlank && below.All(node => node is OtherNode))
            return null;
        if (!ReadText(text, item))
            return null;
        ReadBelow(below, item);
        // A box that is not ticked says less than a word.
        if (text.Ticked == false)
            item.Status ??= ItemState.Open;
        return item.Title.Length == 0 && !item.IsPlaceholder && !item.IsReference ? null : item;
    }

    /// <summary>"None", "N/A", "no further actions": nothing is to be done.</summary>
    public static bool IsNothing(string text) => text.Any(char.IsLetter) && (NoValue.Is(text) || SaysNothing().IsMatch(text));

    /// <summary>Reads the title and the metadata of a text into an item; false where there is nothing to do.</summary>
    public static bool ReadText(RichText text, ItemDraft item)
    {
        if (Placeholder.IsOne(text.Plain) && text.Links.Count == 0)
        {
            item.IsPlaceholder = true;
            item.Title = text.Plain;
            return true;
        }
        if (NoValue.Is(text.Plain) || SaysNothing().IsMatch(text.Plain))
            return false;
        if (Tickets.WholeLink(text) is { } whole)
        {
            ReadLink(text, whole, item);
            return true;
        }
        if (text.Text.Length > Longest)
        {
            item.AddDetail(text.Slice(Longest, text.Text.Length).Plain);
            text = text.Slice(0, Longest);
        }
        try
        {
            if (StruckLead(text) is { } struck)
                ReadStruck(text, struck, item);
            else
                ReadOpen(text, item);
        }
        catch (RegexMatchTimeoutException)
        {
            // No text of a person takes so long; it is a title as it stands.
            item.Title = text.Plain;
        }
        return true;
    }

    /// <summary>What stands below an item: fields of its own, tickets, and details.</summary>
    public static void ReadBelow(IEnumerable<Node> nodes, ItemDraft item)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ParagraphNode { Text: var text }:
                    AddDetail(text, item);
                    break;
                case HeadingNode { Text: var heading }:
                    item.AddDetail(heading.Plain);
                    break;
                case ListNode list:
                    foreach (var entry in list.Items)
                    {
                        AddDetail(entry.Lead, item);
                        ReadBelow(entry.Rest, item);
                    }
                    break;
            }
        }
    }

    private static void AddDetail(RichText text, ItemDraft item)
    {
        if (text.IsBlank || TakeFields(text, item))
            return;
        if (Tickets.WholeLink(text) is { } link && TicketText.IsIssue(link.Url))
        {
            item.AddUrl(link.Url);
            return;
        }
        if (!Placeholder.IsOne(text.Plain))
            item.AddDetail(text.Plain);
    }

    /// <summary>Every line of a text is a field of the item.</summary>
    public static bool AreFields(RichText text) => TakeFields(text, new ItemDraft(0, ReadingRules.In(TimeZoneInfo.Utc)));

    private static bool TakeFields(RichText text, ItemDraft item)
    {
        if (!text.Text.Contains('\n'))
            return Labels.TakeWhole(text, item);
        var lines = Lines(text).ToList();
        // A value that was wrapped goes on in the next line.
        if (!lines.TrueForAll(Labels.IsField))
            return Labels.IsField(lines[0]) && !lines.Exists(line => line.Text.TrimEnd().EndsWith('.')) && Labels.TakeWhole(text, item);
        lines.ForEach(line => Labels.TakeWhole(line, item));
        return true;
    }

    /// <summary>The lines of a text, without those that are blank.</summary>
    public static IEnumerable<RichText> Lines(RichText text)
    {
        for (var start = 0; start < text.Text.Length;)
        {
            var end = text.Text.IndexOf('\n', start);
            end = end < 0 ? text.Text.Length : end;
            if (!string.IsNullOrWhiteSpace(text.Text[start..end]))
                yield return text.Slice(start, end);
            start = end + 1;
        }
    }

    private static void ReadOpen(RichText text, ItemDraft item)
    {
        var entry = new EntryText(text);
        foreach (Match handle in CodeHandle().Matches(text.Text))
        {
            if (Array.TrueForAll(text.Marks[handle.Index..(handle.Index + handle.Length)], mark => mark.HasFlag(Mark.Code)))
                entry.Open(handle.Index, handle.Index + handle.Length);
        }
        Tickets.Take(entry, item);
        Labels.Take(entry, item);
        Brackets.Take(entry, item);
        Ends.TakeLeading(entry, item);
        Ends.TakeTrailing(entry, item);
        Brackets.Take(entry, item);
        TakeLateState(entry, item);
        TitleReader.Read(entry, item);
        if (Tickets.IsCreated(text))
            item.Title = Capital(item.Title);
        if (Placeholder.IsOne(item.Title))
            item.IsPlaceholder = true;
        if (item.Title.Length == 0)
            NameByTicket(item, text);
    }

    /// <summary>"FIXED in …" as a sentence of its own.</summary>
    private static void TakeLateState(EntryText entry, ItemDraft item)
    {
        if (LateState().Match(entry.View) is not { Success: true } match || item.Rules.Words.Status(match.Groups["word"].Value) is not { } status)
            return;
        item.Status ??= status;
        entry.Take(match.Groups["all"].Index, match.Groups["all"].Index + match.Groups["all"].Length);
    }

    /// <summary>The whole entry is a link: its label is the title, unless that only names the ticket.</summary>
    private static void ReadLink(RichText text, TextLink link, ItemDraft item)
    {
        var label = text.Text[link.Start..link.End];
        if (TicketText.IsIssue(link.Url))
            item.AddUrl(link.Url);
        if (TicketText.IsSearch(link.Url) || (!TicketText.IsIssue(link.Url) && Tickets.IsNaming(label, link.Url)))
        {
            item.IsReference = true;
            return;
        }
        if (TicketText.IsIssue(link.Url) && Tickets.IsNaming(label, link.Url))
            NameByTicket(item, text);
        else
            item.Title = Spaces.Single(label);
    }

    /// <summary>Without a text of its own an item goes by the name of its ticket.</summary>
    private static void NameByTicket(ItemDraft item, RichText text)
    {
        if (!item.HasTicket)
            return;
        item.Title = item.Urls.Count > 0 ? TicketText.NameOf(item.Urls[0]) : item.Keys[0];
        item.Warn(Warning.ReferenceOnly, text.Text);
    }

    /// <summary>Where the struck beginning of a text ends; null where it does not begin with one.</summary>
    private static int? StruckLead(RichText text)
    {
        var start = 0;
        while (start < text.Text.Length && !char.IsLetterOrDigit(text.Text[start]))
            start++;
        if (start == text.Text.Length || !text.Marks[start].HasFlag(Mark.Struck))
            return null;
        var end = start;
        while (end < text.Text.Length && text.Marks[end].HasFlag(Mark.Struck))
            end++;
        return end;
    }

    /// <summary>What is struck through is done, unless what follows says that it never will be.</summary>
    private static void ReadStruck(RichText text, int end, ItemDraft item)
    {
        var note = text.Slice(end, text.Text.Length);
        var said = StatusText.Of(note.Plain, item.Rules.Words)
            ?? (FirstState().Match(note.Plain) is { Success: true } match ? item.Rules.Words.Status(match.Groups["word"].Value) : null);
        item.Status = said is { } state && state.IsClosed() ? state : ItemState.Done;
        var rest = new EntryText(note);
        Tickets.Take(rest, item);
        Labels.Take(rest, item);
        ReadOpen(text.Slice(0, end), item);
    }

    private static string Capital(string title) => title.Length > 0 && char.IsLower(title[0]) ? char.ToUpperInvariant(title[0]) + title[1..] : title;

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^@[\w./-]+$|(?<=\s)@[\w./-]+", Any, 1000)]
    private static partial Regex CodeHandle();

    [GeneratedRegex(
        @"(?<=[.!?]\s*)(?<all>(?<word>DONE|FIXED|TODO|COMPLETED?|RESOLVED|IN PROGRESS|WIP)(\s+(in|by|on|with|via))?[\s.\uE001\uE002]*$)", Any, 1000)]
    private static partial Regex LateState();

    [GeneratedRegex(@"\b(?<word>won['’]?t (do|fix)|cancell?ed|not doing|done|fixed|completed?|resolved|closed)\b", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FirstState();

    [GeneratedRegex(
        @"^(\(?(none|n/?a|nothing)\b.{0,40}|there (are|is|were) no\b.{0,60}|no (further )?(action items?|actions?|follow[- ]?ups?)\b.{0,40}|[\s.–—*_-]*)$",
        Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SaysNothing();
}
