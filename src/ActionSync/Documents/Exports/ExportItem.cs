using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Exports;

/// <summary>Makes an item of one record of an export, value by value. What is not understood is a warning with its line, and the value stays open.</summary>
/// <param name="record">The record.</param>
/// <param name="rules">What words and times mean.</param>
/// <param name="warnings">Where warnings go.</param>
internal sealed class ExportItem(ExportNode record, ReadingRules rules, ICollection<Warning> warnings)
{
    private readonly List<(string Name, ExportNode Node)> _owners = [];
    private ActionItem _item = new() { Title = "", Place = new DocumentPlace(record.Line) };
    private ExportNode? _text;
    private int _ticketLine = record.Line;

    public ExportItem Id(ExportNode? node)
    {
        if (node?.Text is { } text && ExportIds.Fit(text) is { } id)
            _item = _item with { Id = id };
        return this;
    }

    /// <summary>What is to be done: its first sentence is the title.</summary>
    public ExportItem Text(ExportNode? node)
    {
        _text = node;
        var text = TitleText.Of(node?.Text ?? "");
        _item = _item with { Title = text.Title, Details = text.Details };
        return this;
    }

    /// <summary>A person or a team: a handle, or an object with an address or a name.</summary>
    public ExportItem Owner(ExportNode? node)
    {
        if (node is null)
            return this;
        var told = node.IsObject ? node["email"] ?? node["name"] : node;
        if (OwnerText.Of(told?.Text) is { } owner)
            _owners.Add((owner, told!));
        else if (node.IsObject || !NoValue.Is(node.Text))
            UnreadOwner(node);
        return this;
    }

    /// <summary>An owner who is only a number here.</summary>
    public ExportItem UnreadOwner(ExportNode node)
    {
        Warn(node, Warning.UnreadOwner);
        return this;
    }

    public ExportItem Priority(ExportNode? node)
    {
        if (Word(node) is { } word)
            _item = _item with { Priority = rules.Words.Priority(word.Text!.Trim()) ?? Unread<Priority>(word, Warning.UnreadPriority) };
        return this;
    }

    public ExportItem Status(ExportNode? node)
    {
        if (Word(node) is { } word)
            _item = _item with { Status = rules.Words.Status(word.Text!.Trim()) ?? Unread<ItemState>(word, Warning.UnreadStatus) };
        return this;
    }

    public ExportItem Status(ItemState? state)
    {
        _item = _item with { Status = state };
        return this;
    }

    public ExportItem Type(ExportNode? node)
    {
        if (!NoValue.Is(node?.Text) && PlainLine.Of(node!.Text!) is { Length: > 0 and <= Limits.Line } type)
            _item = _item with { Type = type };
        return this;
    }

    public ExportItem Deadline(ExportNode? node)
    {
        if (Word(node) is not { } word)
            return this;
        var text = word.Text!.Trim();
        if (IsoTime.Parse(text).Time is { } time)
            _item = _item with { Deadline = time.ToDeadline(rules.Zone), WrittenDeadline = text };
        else
            Warn(word, Warning.UnreadDate);
        return this;
    }

    /// <summary>The issue that exists already: its address, else its key. The first ticket counts, and another one is a warning.</summary>
    public ExportItem Ticket(ExportNode? address, ExportNode? key)
    {
        var url = Word(address);
        if ((url ?? Word(key)) is not { } node)
            return this;
        if (url is not null && !ExportIds.IsAddress(url.Text!.Trim()))
            Warn(url, Warning.UnreadTicket);
        else if (_item.Url is not null || _item.Ticket is not null)
            Warn(node, Warning.SeveralTickets);
        else
            _item = url is not null ? _item with { Url = url.Text!.Trim() } : _item with { Ticket = ExportIds.Key(node.Text!) };
        _ticketLine = node.Line;
        return this;
    }

    /// <summary>Says that the record is kept by the tool for another purpose.</summary>
    public void LeaveOut(ExportNode? place) => Warn(place ?? record, Warning.LeftOut);

    /// <summary>The item; none, with a warning, where it does not say what is to be done.</summary>
    public IEnumerable<ItemCandidate> ToCandidate()
    {
        if (_item.Title.Length == 0)
        {
            Warn(_text ?? record, Warning.Placeholder);
            return [];
        }
        if (_owners.Count > 0)
            _item = ItemOwners.With(_item, _owners.Select(owner => owner.Name));
        if (_item.Owners.Count > 0)
            Warn(_owners[0].Node, Warning.SeveralOwners);
        return [new ItemCandidate(_item, (_text ?? record).Line, _ticketLine)];
    }

    /// <summary>A text that says something; of an object, its name.</summary>
    private static ExportNode? Word(ExportNode? node)
    {
        var told = node?.IsObject == true ? node["name"] ?? node["title"] : node;
        return NoValue.Is(told?.Text) ? null : told;
    }

    private T? Unread<T>(ExportNode node, string why) where T : struct
    {
        Warn(node, why);
        return null;
    }

    private void Warn(ExportNode node, string why) =>
        warnings.Add(new Warning(node.Line, why, Quoted.Short(node.Text ?? record["id"]?.Text ?? "")));
}
