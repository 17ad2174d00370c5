using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>Which items are read, as far as the database itself can tell; an empty list is no condition.</summary>
internal sealed record ItemSelection
{
    /// <summary>Ids as the ledger spells them.</summary>
    public IReadOnlyCollection<string> Incidents { get; init; } = [];

    public IReadOnlyCollection<ItemState> States { get; init; } = [];

    public IReadOnlyCollection<Priority> Priorities { get; init; } = [];

    /// <summary>Only items that have a deadline.</summary>
    public bool HasDeadline { get; init; }

    internal string Where
    {
        get
        {
            string[] conditions =
            [
                .. Incidents.Count > 0 ? ["incident_id in @incidents"] : Array.Empty<string>(),
                .. States.Count > 0 ? ["state in @states"] : Array.Empty<string>(),
                .. Priorities.Count > 0 ? ["priority in @priorities"] : Array.Empty<string>(),
                .. HasDeadline ? ["deadline is not null"] : Array.Empty<string>(),
            ];
            return conditions.Length == 0 ? "1 = 1" : string.Join(" and ", conditions);
        }
    }

    internal object Parameters => new
    {
        incidents = Incidents.ToArray(),
        states = States.Select(state => state.ToWord()).ToArray(),
        priorities = Priorities.Select(priority => (int)priority).ToArray(),
    };
}
