using System.Globalization;
using ActionSync.Items;

namespace ActionSync.Listing;

/// <summary>
/// Which items, in which order and from which page on, as an address says it:
/// <c>?owner=mira&amp;priority=P0..P1&amp;overdue=true&amp;q=alert&amp;sort=-deadline&amp;page=2</c>. Pages and API read it, and write it into the links that
/// change one thing of it; its words are those of <c>status</c>.
/// </summary>
internal sealed record ItemQuery
{
    public static ItemQuery Everything { get; } = new();

    public ItemFilter Filter { get; init; } = new();

    public ItemSort Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>With a leading <c>?</c>, or empty where nothing is asked for; <see cref="ItemQueryReader"/> reads it as this query again.</summary>
    public string ToQueryString()
    {
        var pairs = new List<(string Key, string Value)>();
        pairs.AddRange(Filter.Owners.Select(owner => (ItemQueryReader.Owner, owner)));
        pairs.AddRange(Filter.Teams.Select(team => (ItemQueryReader.Team, team)));
        if (Filter.Priorities.Count > 0)
            pairs.Add((ItemQueryReader.Priority, string.Join(',', Filter.Priorities.Distinct().Order())));
        pairs.AddRange(Filter.Incidents.Select(incident => (ItemQueryReader.Incident, incident)));
        if (Filter.States.Count > 0)
            pairs.Add((ItemQueryReader.State, string.Join(',', Filter.States.Select(state => state.ToWord()))));
        if (Filter.Trackers.Count > 0)
            pairs.Add((ItemQueryReader.Tracker, string.Join(',', Filter.Trackers)));
        if (Filter.Overdue)
            pairs.Add((ItemQueryReader.Overdue, "true"));
        if (Filter.OnlyOpen)
            pairs.Add((ItemQueryReader.Open, "true"));
        if (Filter.Search is { } search)
            pairs.Add((ItemQueryReader.Search, search));
        if (Sort != ItemSort.Incident || Descending)
            pairs.Add((ItemQueryReader.Sort, SortWord));
        if (Page > 1)
            pairs.Add((ItemQueryReader.Page, Page.ToString(CultureInfo.InvariantCulture)));
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs.Select(pair => $"{pair.Key}={Escaped(pair.Value)}"));
    }

    /// <summary>The same items in another order, from the first page on.</summary>
    public ItemQuery SortedBy(ItemSort sort, bool descending) => this with { Sort = sort, Descending = descending, Page = 1 };

    /// <summary>The order in one word, as <c>-deadline</c>.</summary>
    public string SortWord => (Descending ? "-" : "") + Sort.ToString().ToLowerInvariant();

    /// <summary>Commas and slashes stay as they are, so that addresses can be read.</summary>
    private static string Escaped(string value) =>
        Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);
}
