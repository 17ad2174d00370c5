using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>
/// Finds the items that no route would match: they wait without an issue until one does. An item is unmatched where each route that takes its priority asks
/// for something that the item is not; so a hole excludes, for each such route, what one of its conditions asks for.
/// </summary>
internal sealed class RouteHoles(IReadOnlyList<RouteOptions> routes)
{
    private const int MostTold = 3;

    /// <summary>Routes with several conditions each can leave very many combinations: beyond these the simplest are kept.</summary>
    private const int MostKept = 32;

    // Only commands that tell of them search for them.
    private readonly Lazy<IReadOnlyList<RouteHole>> _all = new(() => [.. Merge(Of(routes))]);

    /// <summary>The holes; none only where some route matches every item. They may overlap, and together they are all, unless there are very many.</summary>
    public IReadOnlyList<RouteHole> All => _all.Value;

    /// <summary>A sentence on such items, beginning with a small letter and without its next step; null where some route matches every item.</summary>
    public string? Find() => All.Count == 0 ? null
        : "no route matches " + string.Join(", nor ", All.Take(MostTold).Select((hole, index) => hole.Words(index == 0 ? "an item" : "one")))
            + (All.Count > MostTold ? ", nor some others" : "");

    /// <summary>What to do about it.</summary>
    public string Next =>
        $"Add a last route without When: {{\"Tracker\": \"{routes.Select(route => route.Tracker).FirstOrDefault(name => name != Router.Ignore) ?? RouteOptions.BuiltIn}\"}}, "
        + $"or {{\"Tracker\": \"{Router.Ignore}\"}} where such items shall get no issue.";

    /// <summary>Priorities that the same routes take have the same holes.</summary>
    private static IEnumerable<RouteHole> Of(IReadOnlyList<RouteOptions> routes) => Enum.GetValues<Priority>()
        .GroupBy(priority => string.Join(' ', routes.Index().Where(route => route.Item.When.Takes(priority)).Select(route => route.Index)))
        .SelectMany(alike => routes
            .Where(route => route.When.Takes(alike.First()))
            .Select(route => Others(route).ToList())
            .Aggregate((IReadOnlyList<IReadOnlyList<RouteExclusion>>)[[]], Narrow)
            .Select(exclusions => new RouteHole([.. alike], exclusions)));

    /// <summary>What is left of the holes beside one more route: what it does not match, since one of its conditions leaves it out.</summary>
    private static IReadOnlyList<IReadOnlyList<RouteExclusion>> Narrow(IReadOnlyList<IReadOnlyList<RouteExclusion>> holes, List<RouteExclusion> route)
    {
        var left = holes.SelectMany(hole => route.Any(condition => IsExcluded(hole, condition))
            ? [hole] : route.Select(condition => With(hole, condition)));
        // The simplest first. What lies within another is no hole of its own; of two that are the same the first stays.
        var widest = new List<IReadOnlyList<RouteExclusion>>();
        foreach (var hole in left.OrderBy(hole => hole.Count).ThenBy(hole => hole.Sum(exclusion => exclusion.Patterns.Count)))
        {
            if (widest.Count == MostKept)
                break;
            if (widest.Any(other => IsWithin(hole, other)))
                continue;
            widest.RemoveAll(other => IsWithin(other, hole));
            widest.Add(hole);
        }
        return widest;
    }

    private static bool IsExcluded(IReadOnlyList<RouteExclusion> hole, RouteExclusion condition) =>
        hole.Any(exclusion => exclusion.Key == condition.Key && exclusion.Excludes(condition.Patterns));

    private static IReadOnlyList<RouteExclusion> With(IReadOnlyList<RouteExclusion> hole, RouteExclusion condition) =>
        hole.Any(exclusion => exclusion.Key == condition.Key)
            ? [.. hole.Select(exclusion => exclusion.Key == condition.Key ? exclusion.And(condition.Patterns) : exclusion)]
            : [.. hole, condition];

    /// <summary>All that is in the hole is in the other too.</summary>
    private static bool IsWithin(IReadOnlyList<RouteExclusion> hole, IReadOnlyList<RouteExclusion> other) =>
        other.All(exclusion => IsExcluded(hole, exclusion));

    /// <summary>What is the same hole for several priorities is told once.</summary>
    private static IEnumerable<RouteHole> Merge(IEnumerable<RouteHole> holes)
    {
        var merged = new List<RouteHole>();
        foreach (var hole in holes)
        {
            var index = merged.FindIndex(other => IsWithin(hole.Exclusions, other.Exclusions) && IsWithin(other.Exclusions, hole.Exclusions));
            if (index < 0)
                merged.Add(hole);
            else
                merged[index] = merged[index] with { Priorities = [.. merged[index].Priorities.Concat(hole.Priorities).Order()] };
        }
        return merged.OrderBy(hole => hole.Exclusions.Count);
    }

    /// <summary>What the route asks for beside the priority, as what an item that it does not match is not.</summary>
    private static IEnumerable<RouteExclusion> Others(RouteOptions route) => route.When.All
        .Where(condition => condition.Patterns.Count > 0 && condition.Key != nameof(RouteConditions.Priority))
        .Select(condition => new RouteExclusion(condition.Key, []).And(condition.Patterns));
}
