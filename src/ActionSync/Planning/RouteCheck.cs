using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Settings;

namespace ActionSync.Planning;

/// <summary>Each route leads to a tracker, and each tracker has a route, or the user hears of it.</summary>
internal static class RouteCheck
{
    /// <summary>The routes: those that are configured, or one to the only tracker where the built-in one leads nowhere.</summary>
    public static IReadOnlyList<RouteOptions> Run(IReadOnlyList<RouteOptions> routes, Findings findings)
    {
        // The names that are written down: a tracker with a problem of its own is known all the same.
        var trackers = findings.Find("Trackers") as MapSetting;
        var names = trackers?.Entries.Where(tracker => tracker.Value is not NothingSetting).Select(tracker => tracker.Key).ToList() ?? [];
        if (names.Count == 0)
            findings.Add("Trackers", "there is none; leave \"board\" in, or add one");
        else if (names.Find(name => name.Equals(Router.Ignore, StringComparison.OrdinalIgnoreCase)) is { } none)
            findings.Add($"Trackers:{none}",
                $"cannot be called so: as the Tracker of a route, {Router.Ignore} means that its items get no issue. Give it another name");
        else if (IsDefault(routes, findings) && !names.Contains(RouteOptions.BuiltIn, StringComparer.OrdinalIgnoreCase))
            return RouteWithoutBoard(routes, names, findings);
        else
            CheckAll(routes, names, findings);
        return routes;
    }

    // The shared file spells the default route out, which makes it no choice of the user's.
    private static bool IsDefault(IReadOnlyList<RouteOptions> routes, Findings findings) =>
        routes is [{ Tracker: RouteOptions.BuiltIn, IsOpen: true }]
        && findings.Find("Routes") is { Origin: var origin } && (origin == ConfigurationSchema.BuiltInOrigin || origin == findings.SharedFile);

    private static IReadOnlyList<RouteOptions> RouteWithoutBoard(IReadOnlyList<RouteOptions> routes, List<string> names, Findings findings)
    {
        if (names.Count == 1)
            return [new RouteOptions { Tracker = names[0] }];
        findings.Add("Routes", $"there is none, and several trackers ({string.Join(", ", names)}); add one such as {{\"Tracker\": \"{names[0]}\"}}");
        return routes;
    }

    private static void CheckAll(IReadOnlyList<RouteOptions> routes, List<string> names, Findings findings)
    {
        if (findings.Find("Routes") is ListSetting { Items.Count: 0 })
            findings.Add("Routes", $"is empty, so no item would go anywhere; add one such as {{\"Tracker\": \"{names[0]}\"}}");
        for (var index = 0; index < routes.Count; index++)
            CheckOne(routes[index], $"Routes:{index}", names, findings);
        if (routes.Take(routes.Count - 1).Select((route, index) => (route, index))
            .FirstOrDefault(entry => entry.route.IsOpen) is { route: not null, index: var open })
            findings.Notice($"Routes:{open + 1}", $"is never reached, since Routes:{open} matches everything");
        foreach (var name in names.Where(name =>
            name != RouteOptions.BuiltIn && !routes.Any(route => route.Tracker.Equals(name, StringComparison.OrdinalIgnoreCase))))
            findings.Notice($"Trackers:{name}", $"no route leads to it, so no item goes there; add one such as {{\"Tracker\": \"{name}\"}} to Routes");
    }

    private static void CheckOne(RouteOptions route, string key, List<string> names, Findings findings)
    {
        if (route.Tracker == "")
            findings.Add($"{key}:Tracker", $"is missing; it must be {Wording.Or([.. names, Router.Ignore])}");
        else if (route.Tracker.Equals(Router.Ignore, StringComparison.OrdinalIgnoreCase))
            route.Tracker = Router.Ignore;
        else if (names.Find(name => name.Equals(route.Tracker, StringComparison.OrdinalIgnoreCase)) is { } name)
            route.Tracker = name;
        else
            findings.Add($"{key}:Tracker",
                $"{Wording.Quote(route.Tracker)} is not a tracker; it must be {Wording.Choice([.. names, Router.Ignore], route.Tracker)}");
        var texts = route.When.All.Where(condition => condition.Key != nameof(RouteConditions.Priority));
        foreach (var (name, _) in texts.Where(condition => condition.Patterns.Any(string.IsNullOrWhiteSpace)))
            findings.Add($"{key}:When:{name}", "holds an empty text, which matches nothing; each must be a text or a glob such as payment-*. Leave it out");
        foreach (var word in route.When.Priority.Where(word => !PriorityPattern.Of(word).Any()))
            findings.Add($"{key}:When:Priority", $"{Wording.Quote(word)} matches no priority; it must be {PriorityPattern.Right}");
    }
}
