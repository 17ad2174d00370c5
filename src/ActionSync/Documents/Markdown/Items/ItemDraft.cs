using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>One action item while it is read: what was found for each field so far, and what could not be read.</summary>
internal sealed class ItemDraft(int line, ReadingRules rules)
{
    private readonly List<string> _owners = [];
    private readonly List<string> _details = [];
    private readonly List<string> _urls = [];
    private readonly List<string> _keys = [];
    private readonly List<Warning> _warnings = [];

    public int Line => line;

    public ReadingRules Rules => rules;

    /// <summary>Not longer than a title may be.</summary>
    public string Title { get; set => field = TitleReader.Finished(value); } = "";

    /// <summary>The beginning of its text, for warnings.</summary>
    public string Text { get; set; } = "";

    /// <summary>The texts that it was read from.</summary>
    public ItemSource Source { get; init; } = new(RichText.Empty);

    public Priority? Priority { get; set; }
    public ItemState? Status { get; set; }
    public string? Type { get; set => field = value?.Length > Limits.Line ? field : value; }
    public DateText? Deadline { get; private set; }

    /// <summary>A deadline that can be read in two ways; null where there is none.</summary>
    public string? Ambiguous { get; private set; }

    public bool IsPlaceholder { get; set; }

    /// <summary>A link to something that is no issue, and nothing else.</summary>
    public bool IsReference { get; set; }

    public IReadOnlyList<string> Owners => _owners;

    public IReadOnlyList<string> Urls => _urls;

    public IReadOnlyList<string> Keys => _keys;

    public IReadOnlyList<Warning> Warnings => _warnings;

    public bool HasTicket => _urls.Count > 0 || _keys.Count > 0;

    public void Warn(string why, string text) => _warnings.Add(new Warning(line, why, Quoted.Short(text)));

    public void AddDetail(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            _details.Add(text.Length <= Limits.Text ? text.Trim() : text[..Limits.Text].Trim());
    }

    public void AddUrl(string url)
    {
        if (url.Length <= Limits.Url && !_urls.Contains(url))
            _urls.Add(url);
    }

    public void AddKey(string key)
    {
        if (key.Length <= Limits.Line && !_keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            _keys.Add(key);
    }

    public void AddOwners(string text)
    {
        foreach (var owner in OwnerText.Split(text))
        {
            if (owner.Length <= Limits.Line && !_owners.Contains(owner, StringComparer.OrdinalIgnoreCase))
                _owners.Add(owner);
        }
    }

    /// <summary>Takes a priority; a word that is none, but perhaps a state, counts as that.</summary>
    public void SetPriority(string text)
    {
        var word = text.Trim().TrimEnd('.', '!').Trim('[', ']', '(', ')', '*', ' ');
        if (NoValue.Is(word) || Placeholder.IsOne(text))
            return;
        if (PriorityOf(word) is { } priority)
            Priority ??= priority;
        else if (StatusText.Of(word, rules.Words) is { } status)
            Status ??= status;
        else
            Warn(Warning.UnreadPriority, text);
    }

    /// <summary>P0 to P4 or a word for one, with or without "priority" beside it.</summary>
    public Priority? PriorityOf(string word)
    {
        var bare = word.Replace("priority", "", StringComparison.OrdinalIgnoreCase).Trim(' ', ':', '-', '–');
        return bare.Length == 0 ? null : rules.Words.Priority(bare) ?? rules.Words.Priority(bare.Split([' ', '(', '-', '–', ':'], 2)[0]);
    }

    public void SetStatus(string text)
    {
        if (NoValue.Is(text) || Placeholder.IsOne(text))
            return;
        if (StatusText.Of(text, rules.Words) is { } status)
            Status ??= status;
        else
            Warn(Warning.UnreadStatus, text);
    }

    /// <summary>Takes a deadline of which the whole text is one.</summary>
    public void SetDeadline(string text)
    {
        var value = text.Trim().TrimEnd('.', ';', ',');
        if (NoValue.Is(value) || Placeholder.IsOne(value))
            return;
        if (DateText.AtStart(value, rules.DateOrder) is { } date && IsNoMore(value[date.Length..]))
            SetDeadline(date, value[..date.Length]);
        else
            Warn(Warning.UnreadDate, text);
    }

    public void SetDeadline(DateText date, string text)
    {
        if (Deadline is not null || Ambiguous is not null)
            return;
        if (date.Day is null)
            Ambiguous = text;
        else
            Deadline = date;
    }

    public ActionItem ToItem() => new()
    {
        Title = Title,
        Owner = _owners.Count > 0 ? _owners[0] : null,
        Owners = _owners.Count > 1 ? [.. _owners] : [],
        Priority = Priority,
        Deadline = Deadline?.ToDeadline(rules.Zone),
        WrittenDeadline = Deadline?.Written,
        Status = Status,
        Type = Type,
        Url = _urls.Count > 0 ? _urls[0] : null,
        // A key beside an address is another ticket, unless it is the name of that one.
        Ticket = _keys.Find(key => !_urls.Exists(url => TicketText.NameOf(url).EndsWith(key, StringComparison.OrdinalIgnoreCase))),
        Details = _details,
        Place = new DocumentPlace(line),
    };

    /// <summary>A remark in brackets or a time of day may follow a day, and changes nothing.</summary>
    private static bool IsNoMore(string text) =>
        text.Trim() is var more && (more.Length == 0 || more[0] == '(' || more.All(c => char.IsDigit(c) || c is ':' or ' ' || char.IsAsciiLetterUpper(c)));
}

/// <summary>The texts of the document that an item was read from; they know their places in it.</summary>
/// <param name="Title">Of a row, the cell.</param>
/// <param name="Status">Of a row in a table with such a column, the cell.</param>
/// <param name="Ticket">As <paramref name="Status"/>.</param>
internal sealed record ItemSource(RichText Title, RichText? Status = null, RichText? Ticket = null)
{
    public bool IsRow { get; init; }
}
