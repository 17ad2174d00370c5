using ActionSync.Items;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>An incident whose document and whose issues change as the dice say, and what each item must look like in the end.</summary>
internal sealed class Script(Random random)
{
    public const string Incident = "INC-1";

    private static readonly string?[] Owners = ["alice@company.com", "bob@company.com"];

    private readonly List<ScriptItem> _items = [];
    private int _words;

    public IReadOnlyList<ScriptItem> Items => _items;

    public string Document => Testing.Incident.Json(Incident, [.. _items.Where(i => !i.IsWithdrawn).Select(i =>
        Testing.Incident.Item(i.Title, i.Owner, i.Priority.ToString(), i.Deadline, i.Id, i.IsDone ? "done" : null))]);

    public void Begin()
    {
        for (var n = 0; n < 4; n++)
            Add();
    }

    /// <summary>The document says something else.</summary>
    public void Revise()
    {
        var item = _items[random.Next(_items.Count)];
        // The document says nothing of an item that it does not name.
        switch (item.IsWithdrawn ? 6 : random.Next(8))
        {
            case 0 when _items.Count < 8:
                Add();
                break;
            case 1 or 2:
                item.Title = $"{Word()} of {item.Id}";
                break;
            case 3:
                item.Priority = (Priority)random.Next(1, 5);
                break;
            case 4:
                item.Deadline = Day();
                break;
            case 5:
                item.Owner = Owners[random.Next(Owners.Length)];
                break;
            case 6:
                item.IsWithdrawn = !item.IsWithdrawn && !_items.Exists(i => i.IsWithdrawn);
                break;
            default:
                item.IsDone |= random.Next(3) == 0;
                break;
        }
    }

    /// <summary>A person changes an issue.</summary>
    public void Touch(LyingTracker tracker)
    {
        var item = _items[random.Next(_items.Count)];
        if (tracker.Issues.FirstOrDefault(i => i.Marker == item.Marker && i.State == "open") is not { } issue)
            return;
        switch (random.Next(5))
        {
            case 0 or 1:
                tracker.Retitle(issue.Id, item.PeoplesTitle = $"{Word()} by a person");
                break;
            case 2 or 3:
                tracker.Postpone(issue.Id, item.PeoplesDeadline = Day());
                break;
            default:
                tracker.Close(issue.Id);
                item.IsClosedByPeople = true;
                break;
        }
    }

    private void Add() => _items.Add(new ScriptItem($"i{_items.Count + 1}")
    {
        Title = $"Item {_items.Count + 1} of the incident",
        Priority = (Priority)random.Next(1, 5),
        Deadline = Day(),
        Owner = Owners[random.Next(Owners.Length)],
    });

    private string Word() => $"Word {++_words}";

    private string Day() => new DateOnly(2030, 1, 1).AddDays(++_words).ToString("yyyy-MM-dd", null);
}

/// <summary>One item as the document has it now, and what people made of it.</summary>
internal sealed class ScriptItem(string id)
{
    public string Id => id;

    public string Key => $"{Script.Incident}/{id}";

    public string Marker { get; } = ActionSync.Items.Marker.Of("default", $"{Script.Incident}/{id}");

    public required string Title { get; set; }

    public required Priority Priority { get; set; }

    public required string Deadline { get; set; }

    public required string? Owner { get; set; }

    public bool IsDone { get; set; }

    public bool IsWithdrawn { get; set; }

    public string? PeoplesTitle { get; set; }

    public string? PeoplesDeadline { get; set; }

    public bool IsClosedByPeople { get; set; }
}
