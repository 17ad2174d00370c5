using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Planning;

/// <summary>Says which tracker an item belongs to: the first route whose every condition matches.</summary>
internal sealed class Router(IReadOnlyList<RouteOptions> routes)
{
    /// <summary>Where a route leads whose items get no issue.</summary>
    public const string Ignore = LedgerItem.NoTracker;

    /// <summary>What is said of an item that no route matches.</summary>
    public static ItemProblem NoRoute { get; } = new(
        ProblemCode.NoRoute, "No route matches this item. Add a route that does, or a last one without When, under Routes.");

    /// <summary>The tracker's name, or null where no route matches: the item stays pending until one does.</summary>
    private string? TrackerOf(LedgerItem item, IncidentBrief incident) => routes.FirstOrDefault(route => Matches(route.When, item, incident))?.Tracker;

    /// <summary>
    /// The item with its tracker as the routes say now; what has an issue, or may have one, stays where it is, and what gets none belongs nowhere.
    /// </summary>
    public LedgerItem Route(LedgerItem item, IncidentBrief incident)
    {
        if (item is not { Issue: null, State: ItemState.Pending, PendingAction: not PendingAction.Backlog })
            return item;
        var tracker = TrackerOf(item, incident);
        return item with { Tracker = tracker, Problem = tracker is null ? NoRoute : item.Problem?.Code == ProblemCode.NoRoute ? null : item.Problem };
    }

    /// <summary>The route that ignores the item, as in <c>Routes:1 (Priority P3, P4)</c>; null where the first that matches leads to a tracker.</summary>
    public string? IgnoringRoute(LedgerItem item, IncidentBrief incident)
    {
        var (index, route) = routes.Index().FirstOrDefault(route => Matches(route.Item.When, item, incident));
        return route is { Tracker: Ignore } ? $"Routes:{index} ({Conditions(route)})" : null;
    }

    private static string Conditions(RouteOptions route) => route.IsOpen ? "matches everything"
        : string.Join("; ", route.When.All.Where(condition => condition.Patterns.Count > 0)
            .Select(condition => $"{condition.Key} {string.Join(", ", condition.Patterns)}"));

    /// <summary>A route asks for this severity, or for some that it is among; one that takes them all names none.</summary>
    public bool NamesSeverity(string severity) =>
        routes.Any(route => route.When.Severity.Any(glob => glob.Any(letter => letter is not ('*' or '?')) && Glob.Matches(glob, severity)));

    private static bool Matches(RouteConditions when, LedgerItem item, IncidentBrief incident) =>
        Fits(when.Service, [incident.Service, .. incident.AffectedServices])
        && Fits(when.Severity, incident.Severity)
        && Fits(when.Type, item.Type)
        && when.Takes(item.Priority)
        && Fits(when.Owner, item.Owner, PersonText.Read(item.Owner)?.Address);

    private static bool Fits(IReadOnlyList<string> globs, params ReadOnlySpan<string?> values)
    {
        if (globs.Count == 0)
            return true;
        foreach (var value in values)
        {
            if (globs.Any(glob => Glob.Matches(glob, value)))
                return true;
        }
        return false;
    }
}
