using ActionSync.Items;
using ActionSync.People;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Listing;

/// <summary>What may be wrong with a filter that fits nothing: a group or tracker that is not configured is rather a slip of the finger.</summary>
internal sealed class FilterHints(GroupDirectory groups, TrackerSet trackers)
{
    /// <summary>Sentences with a space before each; empty where every name is known.</summary>
    public string Of(ItemFilter filter) => string.Concat(
        Unknown("group", filter.Teams.Where(team => !team.Equals(PersonText.Nobody, StringComparison.OrdinalIgnoreCase)), groups.Names)
            .Concat(Unknown("tracker", filter.Trackers, [.. trackers.All.Select(tracker => tracker.Name)])));

    private static IEnumerable<string> Unknown(string kind, IEnumerable<string> asked, IReadOnlyCollection<string> known) =>
        from name in asked
        where !known.Contains(name, StringComparer.OrdinalIgnoreCase)
        select $" There is no {kind} {name}{(Nearest.OrBegun(name, known) is { } near ? $"; did you mean {near}?" : ".")}";
}
