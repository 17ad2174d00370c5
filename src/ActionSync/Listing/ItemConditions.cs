using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Text;
using Dapper;

namespace ActionSync.Listing;

/// <summary>
/// A filter as a condition on the item index: what <see cref="FilterMatch"/> decides item by item, in SQL. Whom and which incident a text means is asked of
/// the ledger first, in a statement each.
/// </summary>
internal sealed class ItemConditions
{
    private readonly List<string> _all = [];

    private ItemConditions() { }

    public DynamicParameters Parameters { get; } = new();

    public string Where => _all.Count == 0 ? "1 = 1" : string.Join(" and ", _all);

    public static ItemConditions None() => new();

    /// <returns>Null where no item can pass.</returns>
    public static async Task<ItemConditions?> OfAsync(
        ItemFilter filter, PeopleDirectory people, LedgerTransaction work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var conditions = new ItemConditions();
        if (!await conditions.AddIncidentsAsync(filter.Incidents, work, cancellationToken))
            return null;
        await conditions.AddOwnersAsync(filter.Owners, people, work, cancellationToken);
        conditions.AddStates(filter);
        conditions.AddLists(filter);
        if (filter.Overdue)
            conditions.Add("overdue <= @now", ("now", now.ToUnixTimeMilliseconds()));
        foreach (var (word, n) in SearchText.Words(filter.Search).Select((word, n) => (word, n)))
            conditions.Add($"search like @search{n} escape '\\'", ($"search{n}", LikePattern.Within(word)));
        return conditions;
    }

    /// <summary>One condition more.</summary>
    public void Add(string condition, params (string Name, object Value)[] values)
    {
        _all.Add(condition);
        foreach (var (name, value) in values)
            Parameters.Add(name, value);
    }

    private void AddStates(ItemFilter filter)
    {
        if (filter.OnlyOpen || filter.Overdue)
            Add("is_open = 1");
        if (filter.States.Count > 0)
            Add("state in @states", ("states", filter.States.Select(state => (int)state).ToArray()));
    }

    private void AddLists(ItemFilter filter)
    {
        if (filter.Priorities.Count > 0)
            Add("priority in @priorities", ("priorities", filter.Priorities.Select(priority => (int)priority).ToArray()));
        if (filter.Teams.Count > 0)
            Add("team in @teams", ("teams", filter.Teams.Select(Folded.Of).ToArray()));
        if (filter.Trackers.Count > 0)
            Add("tracker in @trackers", ("trackers", filter.Trackers.Select(Folded.Of).ToArray()));
    }

    /// <summary>A whole id means that incident; anything else is the beginning of ids.</summary>
    private async Task<bool> AddIncidentsAsync(IReadOnlyList<string> asked, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return true;
        var ids = await work.Incidents.IdsLikeAsync(asked, cancellationToken);
        var any = new List<string>();
        foreach (var (text, n) in asked.Where(text => text.Length > 0).Select((text, n) => (text, n)))
        {
            if (IncidentNames.Whole(ids, text) is { } whole)
            {
                any.Add($"incident_id = @incident{n}");
                Parameters.Add($"incident{n}", whole);
            }
            else
            {
                any.Add($"(incident >= @incident{n} and incident < @incidentEnd{n})");
                Parameters.Add($"incident{n}", Folded.Of(text));
                Parameters.Add($"incidentEnd{n}", Folded.Of(text) + Folded.Last);
            }
        }
        if (any.Count > 0)
            Add($"({string.Join(" or ", any)})");
        return any.Count > 0;
    }

    /// <summary>As <see cref="OwnerFilter"/> has it: a person by a whole address or a configured name, else everybody who has the text within.</summary>
    private async Task AddOwnersAsync(IReadOnlyList<string> asked, PeopleDirectory people, LedgerTransaction work, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return;
        var owning = await OwningAsync([.. asked.Select(text => PersonText.Read(text)?.Address).OfType<string>()], work, cancellationToken);
        var any = new List<string>();
        foreach (var (text, n) in asked.Select((text, n) => (text, n)))
        {
            if (text.Equals(PersonText.Nobody, StringComparison.OrdinalIgnoreCase))
                any.Add("person = ''");
            var meant = people.Find(text)?.Address ?? (PersonText.Read(text)?.Address is { } address && owning.Contains(Folded.Of(address)) ? address : null);
            any.Add(meant is null ? $"(person <> '' and words like @owner{n} escape '\\')" : $"person = @owner{n}");
            Parameters.Add($"owner{n}", meant is null ? LikePattern.Within(Folded.Of(text.Trim())) : Folded.Of(meant));
        }
        Add($"({string.Join(" or ", any)})");
    }

    /// <summary>Which of these addresses own an item.</summary>
    private static async Task<IReadOnlySet<string>> OwningAsync(IReadOnlyList<string> addresses, LedgerTransaction work, CancellationToken cancellationToken) =>
        addresses.Count == 0 ? new HashSet<string>() : (await work.QueryAsync<string>(
            "select distinct owner_address from item_index where owner_address in @addresses", new { addresses = addresses.Select(Folded.Of).ToArray() },
            cancellationToken)).ToHashSet();
}
