using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Sync.Refreshing;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>
/// All stages against a board that hides fields and whole issues, fails and refuses as its seed says, while a document and people change things. What people
/// did is on the board at every moment, and the ledger never knows of an emptiness that nobody made; in the end all is readable, and everything agrees.
/// </summary>
internal sealed class HidingRun(int seed)
{
    private const int Rounds = 12;

    private readonly Random _random = new(seed);
    private readonly List<HiddenItem> _items = [.. Enumerable.Range(1, 6).Select(n => new HiddenItem($"i{n}"))];
    private readonly List<string> _told = [];
    private int _words;

    public IReadOnlyList<string> Corruptions => _told;

    public int Hidden { get; private set; }

    public async Task<IReadOnlyList<string>> PlayAsync()
    {
        await using var app = await AppFixture.OpenAsync();
        var rate = new[] { 0.1, 0.3, 0.6 }[_random.Next(3)];
        if (_random.Next(2) == 0)
            Hide(app, rate);
        await TakeInAsync(app);
        await app.VisitAsync();
        for (var round = 0; round < Rounds; round++)
        {
            for (var changes = _random.Next(1, 6); changes > 0; changes--)
                Change(app);
            await TakeInAsync(app);
            Hide(app, _random.Next(3) == 0 ? 0 : rate);
            await app.VisitAsync(_random.Next(6) switch { 0 => null, 1 => RefreshDepth.Everything, _ => RefreshDepth.Changes });
            if (await WrongAsync(app) is { Count: > 0 } wrong)
                return wrong;
            app.Clock.Advance(TimeSpan.FromMinutes(_random.Next(1, 10)));
        }
        Hide(app, 0);
        _told.Add("-- all is readable");
        foreach (var depth in new[] { RefreshDepth.Everything, RefreshDepth.Changes, RefreshDepth.Everything, RefreshDepth.Changes })
        {
            app.Clock.Advance(TimeSpan.FromHours(7));
            await app.VisitAsync(depth);
        }
        return [.. await WrongAsync(app), .. await UnfinishedAsync(app)];
    }

    private Task TakeInAsync(AppFixture app) => app.TakeInAsync(Testing.Incident.Json("INC-1", [.. _items.Select(i =>
        Testing.Incident.Item(
            i.Asked[ItemField.Title]!, i.Asked[ItemField.Owner], i.Asked[ItemField.Priority], i.Asked[ItemField.Deadline], i.Id, i.IsDone ? "done" : null))]));

    /// <summary>The document or a person changes something.</summary>
    private void Change(AppFixture app)
    {
        var item = _items[_random.Next(_items.Count)];
        var field = (ItemField)_random.Next(4);
        switch (_random.Next(10))
        {
            case < 5:
                item.Asked[field] = field == ItemField.Priority ? $"P{_random.Next(1, 5)}" : Word(field, "d");
                _told.Add($"the document asks for {field} {item.Asked[field]} of {item.Id}");
                break;
            case < 8 when PageOf(app, item) is { } page:
                // A priority has few words, and one that the document wrote too would be nobody's; so people leave it alone.
                field = field == ItemField.Priority ? ItemField.Deadline : field;
                var empties = field == ItemField.Deadline && _random.Next(8) == 0 && _items.Count(i => i.Peoples.ContainsValue(null)) < 3;
                item.Peoples[field] = empties ? null : Word(field, "p");
                page.Set(field.ToString().ToLowerInvariant(), item.Peoples[field] ?? "");
                item.WasEmptied |= empties;
                _told.Add($"a person sets {field} of {item.Id} to {item.Peoples[field] ?? "none"}");
                break;
            case 8 when PageOf(app, item) is { } page:
                item.IsClosedByPeople = true;
                page.Set("status", "done");
                _told.Add($"a person closes {item.Id}");
                break;
            default:
                item.IsDone |= _random.Next(4) == 0;
                break;
        }
    }

    private void Hide(AppFixture app, double rate)
    {
        var hidden = new Dictionary<(string Id, ItemField Field), bool>();
        var (unreadable, unread, failing, refusing, silent) = (Ids(app), Ids(app), Ids(app), Ids(app), Ids(app));
        foreach (var set in new[] { unreadable, unread, failing, refusing, silent })
            set.RemoveWhere(_ => !Strikes(rate / 3));
        Hidden += unreadable.Count + unread.Count + failing.Count + refusing.Count + silent.Count;
        _told.Add($"-- hides {rate}; unreadable: {string.Join(", ", unreadable)}; not shown: {string.Join(", ", unread)}; failing: {string.Join(", ", failing)}; refusing: {string.Join(", ", refusing)}; silent: {string.Join(", ", silent)}");
        app.Tracker.Shows = issue => Enum.GetValues<ItemField>().Where(field => IsHidden(issue, field)).Aggregate(issue, (shown, field) => Hide(shown, field));
        app.Tracker.Unreadable.Clear();
        foreach (var id in unreadable)
            app.Tracker.Unreadable[id] = "it is not to be understood.";
        app.Tracker.InsteadOfRead = issue => unread.Contains(issue.Id) ? new ReadOutcome.Failed("It cannot be shown.") : null;
        app.Tracker.InsteadOfUpdate = (issue, _) =>
            failing.Contains(issue.Id) ? new ReadOutcome.Failed("It cannot be written.") : refusing.Contains(issue.Id) ? new ReadOutcome.Refused("No.") : null;
        app.Tracker.OutcomeOfUpdate = (issue, outcome) =>
            silent.Contains(issue.Id) ? new ReadOutcome.Failed("The answer was lost.", PerhapsDone: true) : outcome;

        // Decided when it is first looked at, and the same until the next round.
        bool IsHidden(IssueSnapshot issue, ItemField field)
        {
            if (!hidden.TryGetValue((issue.Ref.Id, field), out var isHidden))
            {
                hidden[(issue.Ref.Id, field)] = isHidden = Strikes(rate);
                Hidden += isHidden ? 1 : 0;
                if (isHidden)
                    _told.Add($"   hidden: {field} of {issue.Key}");
            }
            return isHidden;
        }
    }

    /// <summary>What people did and is not on the board any more, and what the ledger shows that neither a person nor the document ever said.</summary>
    private async Task<IReadOnlyList<string>> WrongAsync(AppFixture app)
    {
        var wrong = new List<string>();
        foreach (var row in await app.ItemsAsync())
        {
            var item = _items.First(i => i.Id == row.ExplicitId);
            if (PageOf(app, item) is not { } page)
            {
                wrong.Add($"{item.Id} has no page, or more than one.");
                continue;
            }
            wrong.AddRange(item.Peoples.Where(p => page.Value(p.Key.ToString().ToLowerInvariant()) != (p.Value ?? ""))
                .Select(p => $"{item.Id}: {p.Key} of people was overwritten with {page.Value(p.Key.ToString().ToLowerInvariant())}."));
            if (item.IsClosedByPeople && page.Value("status") != "done")
                wrong.Add($"{item.Id}: it was reopened.");
            if (row.Title.Length == 0)
                wrong.Add($"{item.Id}: the title was emptied.");
            if (row.Owner is null)
                wrong.Add($"{item.Id}: the owner was emptied.");
            if (row.Deadline is null && !item.WasEmptied)
                wrong.Add($"{item.Id}: the deadline was emptied.");
            if (row.State.IsClosed() && !item.IsDone && !item.IsClosedByPeople)
                wrong.Add($"{item.Id}: it was closed ({row.State}).");
            if (row.State is ItemState.Missing)
                wrong.Add($"{item.Id}: it was taken for gone.");
        }
        return wrong;
    }

    private async Task<IReadOnlyList<string>> UnfinishedAsync(AppFixture app)
    {
        var wrong = new List<string>();
        foreach (var row in await app.ItemsAsync())
        {
            var item = _items.First(i => i.Id == row.ExplicitId);
            if (row.PendingAction != PendingAction.None || row.Problem is not null || row.Unread.Count > 0 || row.Attempts > 0)
                wrong.Add($"{item.Id}: {row.PendingAction} is left after {row.Attempts} attempts: {row.Problem} {string.Join("; ", row.Unread)}");
            var page = PageOf(app, item)!;
            foreach (var (field, known) in new[] { (ItemField.Title, row.Title), (ItemField.Owner, row.Owner), (ItemField.Priority, row.Priority.ToString()),
                (ItemField.Deadline, row.Deadline?.ToString()) })
            {
                var expected = item.Peoples.TryGetValue(field, out var theirs) ? theirs : item.Asked[field];
                if (page.Value(field.ToString().ToLowerInvariant()) != (expected ?? "") || known != expected)
                    wrong.Add(
                        $"{item.Id}: {field} is {page.Value(field.ToString().ToLowerInvariant())} on the board and {known} in the ledger, and not {expected}.");
            }
            if (row.State.IsClosed() != (item.IsDone || item.IsClosedByPeople) || page.Value("status") != row.State.ToWord())
                wrong.Add($"{item.Id}: it is {row.State} in the ledger and {page.Value("status")} on the board.");
        }
        return wrong;
    }

    private static IssueSnapshot Hide(IssueSnapshot issue, ItemField field)
    {
        var shown = field switch
        {
            ItemField.Title => issue with { Title = "" },
            ItemField.Owner => issue with { Owner = null },
            ItemField.Priority => issue with { Priority = null },
            ItemField.Deadline => issue with { Deadline = null },
            _ => issue with { State = issue.State.IsClosed() ? ItemState.Open : ItemState.Done },
        };
        return shown with { Unread = [.. issue.Unread, new UnreadField(field, "It is hidden.")] };
    }

    private string Word(ItemField field, string who)
    {
        _words++;
        return field switch
        {
            ItemField.Owner => $"{who}{_words}@company.com",
            ItemField.Deadline => new DateOnly(2030, 1, 1).AddDays(_words).ToString("yyyy-MM-dd", null),
            _ => $"{who}{_words} of it all",
        };
    }

    private bool Strikes(double rate) => _random.NextDouble() < rate;

    private static HashSet<string> Ids(AppFixture app) => Directory.Exists(app.Tracker.Place.Path)
        ? [.. Directory.GetFiles(app.Tracker.Place.Path).Order(StringComparer.Ordinal).Select(file => new HiddenPage(file).Value("marker")!)]
        : [];

    private static HiddenPage? PageOf(AppFixture app, HiddenItem item) => Directory.Exists(app.Tracker.Place.Path)
        ? Directory.GetFiles(app.Tracker.Place.Path).Select(file => new HiddenPage(file))
            .Where(page => page.Value("id") == $"INC-1/{item.Id}").ToArray() is [var page] ? page : null
        : null;
}

/// <summary>An item, what its document asks, and what people made of it.</summary>
internal sealed class HiddenItem(string id)
{
    public string Id => id;

    public Dictionary<ItemField, string?> Asked { get; } = new()
    {
        [ItemField.Title] = $"Matter {id} to begin with",
        [ItemField.Owner] = "alice@company.com",
        [ItemField.Priority] = "P1",
        [ItemField.Deadline] = "2029-01-01",
    };

    public Dictionary<ItemField, string?> Peoples { get; } = [];

    /// <summary>A person took the deadline away once; what they set since may be hidden.</summary>
    public bool WasEmptied { get; set; }

    public bool IsDone { get; set; }

    public bool IsClosedByPeople { get; set; }
}

/// <summary>A board file as people see it: lines with a key and a value.</summary>
internal sealed class HiddenPage(string path)
{
    public string Value(string key) =>
        Unquoted(File.ReadAllLines(path).First(app => app.StartsWith($"{key}:", StringComparison.Ordinal))[(key.Length + 1)..].Trim());

    public void Set(string key, string value) =>
        File.WriteAllLines(
            path, File.ReadAllLines(path).Select(app => app.StartsWith($"{key}:", StringComparison.Ordinal) ? $"{key}: {value}".TrimEnd() : app).ToArray());

    private static string Unquoted(string text) => text is ['"', .. var inner, '"'] ? inner : text;
}
