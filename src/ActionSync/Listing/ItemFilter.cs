using ActionSync.Items;

namespace ActionSync.Listing;

/// <summary>Which items are wanted. An empty list is no condition; of several values one is enough, and all conditions must hold.</summary>
internal sealed record ItemFilter
{
    /// <summary>Addresses, names or parts of them; <see cref="PersonText.Nobody"/> for items without an owner.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Names of groups, case ignored; <see cref="PersonText.Nobody"/> for items of none.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    public IReadOnlyCollection<Priority> Priorities { get; init; } = [];

    /// <summary>Incidents' ids or beginnings of them, case ignored.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    public IReadOnlyCollection<ItemState> States { get; init; } = [];

    /// <summary>Names of trackers as they are configured, case ignored.</summary>
    public IReadOnlyList<string> Trackers { get; init; } = [];

    /// <summary>Only what is past its deadline.</summary>
    public bool Overdue { get; init; }

    /// <summary>Only what is left to do.</summary>
    public bool OnlyOpen { get; init; }

    /// <summary>
    /// Words that all stand in the title, the key, or the incident's id or title, case ignored; null for no search. See <see cref="SearchText"/>.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>What is not closed, in the order of <see cref="ItemState"/>.</summary>
    public static IReadOnlyList<ItemState> OpenStates { get; } = [.. Enum.GetValues<ItemState>().Where(state => !state.IsClosed())];
}
