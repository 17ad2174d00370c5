using ActionSync.Configuration.Binding;
using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>Finds the items that no route would match: they wait without an issue until one does.</summary>
internal sealed class RouteHoles(IReadOnlyList<RouteOptions> routes)
{
    /// <summary>A sentence on such items, beginning with a small letter and without its next step; null where some route matches every item.</summary>
    public string? Find()
    {
        // An item may have neither service nor severity, type or owner: then only routes that ask for none of these match it.
        var open = Enum.GetValues<Priority>().Where(priority => !routes.Any(route => AsksOnlyFor(route, priority))).ToList();
        if (open.Count == 0)
            return null;
        var which = open.Count == Enum.GetValues<Priority>().Length ? "" : $" of priority {Wording.Or([.. open.Select(priority => priority.ToString())])}";
        var keys = routes.Where(route => open.Any(priority => Takes(route, priority))).SelectMany(Others).Distinct().ToList();
        return keys.Count == 0
            ? $"no route matches an item{which}"
            : $"no route matches an item{which} that has another {Wording.Or(keys)} than the routes ask for, or none";
    }

    /// <summary>What to do about it.</summary>
    public string Next =>
        $"Add a last route without When: {{\"Tracker\": \"{routes.Select(route => route.Tracker).FirstOrDefault(name => name != Router.Ignore) ?? RouteOptions.BuiltIn}\"}}, "
        + $"or {{\"Tracker\": \"{Router.Ignore}\"}} where such items shall get no issue.";

    private static bool AsksOnlyFor(RouteOptions route, Priority priority) => !Others(route).Any() && Takes(route, priority);

    private static bool Takes(RouteOptions route, Priority priority) =>
        route.When.Priority.Count == 0 || route.When.Priority.SelectMany(PriorityPattern.Of).Contains(priority);

    private static IEnumerable<string> Others(RouteOptions route) =>
        route.When.All.Where(condition => condition.Patterns.Count > 0 && condition.Key != nameof(RouteConditions.Priority)).Select(condition => condition.Key);
}
