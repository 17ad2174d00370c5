using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>Finds the issues that an entry names, and takes out what only names them.</summary>
internal static partial class Tickets
{
    /// <summary>Marks links and keys; takes those that stand at an end, in brackets of their own, or with words such as "see" or "tracked in".</summary>
    public static void Take(EntryText entry, ItemDraft item)
    {
        MarkLinks(entry, item);
        MarkKeys(entry, item);
        if (Created().Match(entry.View) is { Success: true } created)
            entry.Take(created.Index, created.Index + created.Length);
        foreach (var pattern in new[] { InBrackets(), AtStart(), AtEnd(), Glued() })
        {
            foreach (Match match in pattern.Matches(entry.View))
                entry.Take(match.Groups["all"].Index, match.Groups["all"].Index + match.Groups["all"].Length);
        }
    }

    /// <summary>Nothing but a ticket and words that lead to it.</summary>
    public static bool IsOnly(string view) => Only().IsMatch(view);

    /// <summary>It tells that a ticket was made, and for what.</summary>
    public static bool IsCreated(RichText text) => Created().IsMatch(Marked(text));

    private static string Marked(RichText text)
    {
        var entry = new EntryText(text);
        foreach (var link in text.Links)
            entry.Stand(link.Start, link.End, EntryText.Ticket);
        return entry.View;
    }

    /// <summary>The whole entry is one link.</summary>
    public static TextLink? WholeLink(RichText text)
    {
        if (text.Links.Count != 1 || text.Links[0] is not { IsMail: false } link)
            return null;
        var around = text.Text[..link.Start] + text.Text[link.End..];
        return around.All(c => char.IsWhiteSpace(c) || c is '.' or '-' or '*' or ':') ? link : null;
    }

    /// <summary>A label that is only a name of the ticket and no description of what is to be done.</summary>
    public static bool IsNaming(string label, string url) =>
        label.Trim() is var text
            && (text == url || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || TicketText.IsKey(text) || Naming().IsMatch(text));

    private static void MarkLinks(EntryText entry, ItemDraft item)
    {
        foreach (var link in entry.Source.Links)
        {
            if (link.IsMail)
                continue;
            var label = TakeState(entry.Original(link.Start, link.End), item);
            if (TicketText.IsChange(link.Url))
                entry.Stand(link.Start, link.End, EntryText.Change);
            else if (TicketText.IsSearch(link.Url))
                continue;
            else if (TicketText.IsIssue(link.Url) || (IsNaming(label, link.Url) && Naming().IsMatch(label) && TicketWord().IsMatch(label)))
            {
                if (!link.Url.EndsWith("/browse/", StringComparison.Ordinal))
                    item.AddUrl(link.Url);
                if (IsNaming(label, link.Url))
                    entry.Stand(link.Start, link.End, EntryText.Ticket);
            }
        }
    }

    /// <summary>"GH-101 (Done)", or only "Done": a label that tells the state; returns what it says beside that.</summary>
    private static string TakeState(string label, ItemDraft item)
    {
        if (LabelState().Match(label) is not { Success: true } match || item.Rules.Words.Status(match.Groups["word"].Value) is not { } status)
            return label;
        item.Status ??= status;
        return match.Groups["name"].Value;
    }

    /// <summary>Keys without an address: at the beginning with a sign behind them, at the end, or in brackets.</summary>
    private static void MarkKeys(EntryText entry, ItemDraft item)
    {
        foreach (Match match in Keys().Matches(entry.View))
        {
            var key = match.Groups["key"];
            if (!TicketText.IsProject(match.Groups["project"].Value))
                continue;
            item.AddKey(key.Value);
            entry.Stand(key.Index, key.Index + key.Length, EntryText.Ticket);
        }
    }

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>Words around a ticket that say nothing else.</summary>
    private const string Filler =
        @"\b(see|cf|ref|refs|related( to)?|tickets?|issues?|jira|bugs?|prs?|mrs?|pull requests?|merge requests?|stor(y|ies)|tracked|tracking|track|filed|raised|created|opened|logged"
        + @"|reported|addressed|implemented|covered|in|by|as|at|via|under|with|the|an?|here|links?|github|gitlab|linear|also|is|was|has been|have been|this|now|for this|there is|there's|and|or)\b";

    private const string Token = "[\uE001\uE002]+";
    private const string Tokens = Token + @"(?>(\s{0,3}([,;&/+]|\band\b|\bor\b)?\s{0,3}" + Token + ")*)";

    [GeneratedRegex(@"^\s*((?<name>.*?)\s*[(\[](?<word>[\p{L} '’]+)[)\]]|(?<name>)(?<word>done|fixed|completed?|closed|resolved))\s*$", Any, 1000)]
    private static partial Regex LabelState();

    /// <summary>Within brackets of their own, with nothing but such words.</summary>
    [GeneratedRegex(@"(?<all>[(\[](?>(\s|[:,;.#-]|" + Filler + @")*)" + Tokens + @"(?>(\s|[:,;.-]|" + Filler + @")*)[)\]])", Any, 1000)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^(?>(\s|[:,;.#-]|[\uE001\uE002]|" + Filler + @")*)$", Any, 1000)]
    private static partial Regex Only();

    [GeneratedRegex(@"^\s*(?<all>\[?" + Tokens + @"\]?\s*([:–—]|-(?=\s)|(?=\s*$)|(?=\s+[^\s,.;)])))", Any, 1000)]
    private static partial Regex AtStart();

    /// <summary>At the end of the text or of a sentence, with the words that lead to it.</summary>
    [GeneratedRegex(
        @"(?<=^|[\s.,;:!?)\]–—-])(?<all>([-–—:→(]\s{0,3})?(?>(" + Filler + @"[\s:]{0,3})*)" + Tokens
        + @"(\s+here)?\)?)(?=\s*([.;,!]|$|[-–—]\s|\((?!\s*\uE001)|\[|(\b(owner|due|status|priority|assignee)\b)))",
        Any, 1000)]
    private static partial Regex AtEnd();

    /// <summary>Right behind a word, at the end.</summary>
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])(?<all>" + Token + @")(?=[\s.]*$)", Any, 1000)]
    private static partial Regex Glued();

    [GeneratedRegex(
        @"^\s*(we\s+|i\s+)?(have\s+)?(created|opened|filed|raised|made|logged|wrote)\s+(an?|the|this|new|follow-?up|\s)*"
        + Token + @"\s+(to|for|that|:|about)\s+",
        Any, 1000)]
    private static partial Regex Created();

    [GeneratedRegex(
        @"^((see|the|this|in|tracking|tracked|follow-?up|github|gitlab|linear|related)\s+)*(issues?|tickets?|jira|bugs?|pr|mr|pull request|merge request|story|card|task|links?|here|linear|github|gitlab|discussion|epic"
        + @"|tracker|trello|asana|phab|rfc|proposal)?(\s+(here|link|raised|ticket|issue))?\s*[:#]?\s*(gh-|!|#)?\d*$", Any, 1000)]
    private static partial Regex Naming();

    [GeneratedRegex(@"\b(issues?|tickets?|jira|bugs?|story|card|task|linear|trello|asana|pull request|merge request|pr|mr|epic|tracking)\b", Any, 1000)]
    private static partial Regex TicketWord();

    [GeneratedRegex(@"(?<=^\s{0,8}\[?)(?<key>(?-i:(?<project>[A-Z][A-Z0-9_]{1,14})-\d{1,7})|([\w.-]+/[\w.-]+)?#\d{1,9})(?=\]?\s*([:–—]|-\s|$))"
        + @"|(?<=^\s{0,8}\[?)(?<key>([\w.-]+/[\w.-]+)?#\d{1,9})(?=\]?\s+(?-i:\p{Lu}))"
        + @"|(?<=[\s(\[,])(?<!\b(priority|number|attempt|phase|part|step|rank|choice|rule|day|is)\s)(?<key>([\w.-]+/[\w.-]+)?#\d{1,9})(?=[)\],\s.!]*$|[)\]])"
        + @"|(?<=[(\[]\s?([\w:]{1,20}\s){0,2})(?<key>(?-i:(?<project>[A-Z][A-Z0-9_]{1,14})-\d{1,7}))(?=\s*[)\],])"
        + @"|(?<=(\s[-–—:]|:|\b(ticket|issue|jira|see|tracked (in|as|by|under)|tracking|bug))\s{1,3})(?<key>(?-i:(?<project>[A-Z][A-Z0-9_]{1,14})-\d{1,7}))(?=[\s.)\]]*$)",
        Any, 1000)]
    private static partial Regex Keys();
}
