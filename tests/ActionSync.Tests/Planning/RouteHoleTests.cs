using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Testing.Planning;
using ActionSync.Text;

namespace ActionSync.Tests.Planning;

public sealed class RouteHoleTests
{
    private static readonly string[] SomePatterns = ["a", "ab", "abc", "a*", "*b", "*", "?b", "A?", "b", "*b*"];

    /// <summary>What the patterns name, what they nearly name, and anything else.</summary>
    private static readonly string?[] SomeValues = [null, "a", "AB", "cb", "x"];

    [Theory]
    [InlineData(null, "")]
    [InlineData(null, "P0..P1", "P2..P4")]
    [InlineData(null, "Service=a", "")]
    [InlineData("an item of priority P2, P3 or P4", "P0..P1")]
    [InlineData("an item whose Service is missing or not \"a\"", "Service=a")]
    [InlineData("an item whose Service is missing", "Service=*", "Service=a")]
    [InlineData("an item whose Service is missing or none of \"a\" or \"b\"", "Service=a,b")]
    [InlineData("an item whose Service is missing or none of \"a\", \"b\", \"c\", \"d\" or 2 others", "Service=a,b,c", "Service=d,e,f")]
    [InlineData("an item whose Service is missing or not \"a*\"", "Service=ab", "Service=a*")]
    [InlineData("an item whose Service is missing or not \"a\", nor one whose Owner is missing or not \"b\"", "Owner=b Service=a")]
    [InlineData("an item whose Service is missing or not \"a\" and whose Owner is missing or not \"b\"", "Service=a", "Owner=b")]
    [InlineData("an item of priority P4 whose Service is missing or none of \"a\" or \"c\", "
        + "nor one of priority P4 whose Service is missing or not \"a\" and whose Owner is missing or not \"b\"",
        "P0,P1,P2,P3", "Service=a", "Owner=b Service=c")]
    [InlineData("an item of priority P4", "P0..P3", "P1 Service=a")]
    [InlineData("an item of priority P0, P2, P3 or P4", "P1")]
    [InlineData("an item of priority P0, P2, P3 or P4, nor one of priority P1 whose Service is missing or not \"a\"", "P1 Service=a")]
    [InlineData("an item of priority P3 or P4, nor one of priority P0 whose Owner is missing or not \"b\", "
        + "nor one of priority P1 whose Type is missing or not \"x\", nor some others",
        "P0 Owner=b", "P1 Type=x", "P2 Severity=s")]
    public void A_hole_is_told_with_what_its_items_are(string? hole, params string[] routes) =>
        Assert.Equal(hole is null ? null : $"no route matches {hole}", new RouteHoles([.. routes.Select(Route)]).Find());

    [Fact]
    public void Exactly_what_the_router_leaves_unmatched_is_in_a_hole()
    {
        var (matched, unmatched, closed) = (0, 0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var routes = Routes(new Random(seed), most: 6);
            var (router, holes) = (new Router(routes), new RouteHoles(routes));
            foreach (var (item, incident) in Items(SomeValues))
            {
                var isUnmatched = router.Route(item, incident).Problem?.Code == ProblemCode.NoRoute;
                Assert.True(isUnmatched == holes.All.Any(hole => IsIn(hole, item, incident)),
                    $"Seed {seed}: {item.Priority} {item.Type} {item.Owner} {incident.Service} {incident.Severity} unmatched: {isUnmatched}. {holes.Find()}");
                (matched, unmatched) = isUnmatched ? (matched, unmatched + 1) : (matched + 1, unmatched);
            }
            closed += holes.All.Count == 0 ? 1 : 0;
        }
        Assert.True(matched > 1000 && unmatched > 1000 && closed > 1, $"{matched} matched, {unmatched} unmatched, {closed} without a hole");
    }

    [Fact]
    public void What_is_told_of_very_many_routes_is_unmatched_and_told_soon()
    {
        RouteOptions Of(int number) => Route($"Service=s{number} Owner=o{number} Type=t{number} Severity=v{number}");
        var routes = Enumerable.Range(0, 200).Select(Of).ToList();
        var holes = new RouteHoles(routes);

        Assert.NotEmpty(holes.All);
        Assert.EndsWith(", nor some others", holes.Find(), StringComparison.Ordinal);
        foreach (var (item, incident) in Items([null, "s1", "o1", "t1", "v1"]).Where(one => holes.All.Any(hole => IsIn(hole, one.Item, one.Incident))))
            Assert.Equal(ProblemCode.NoRoute, new Router(routes).Route(item, incident).Problem?.Code);
    }

    [Fact]
    public void A_hole_is_closed_by_a_last_route()
    {
        var ignoring = new RouteOptions { Tracker = "none", When = new() { Type = ["x"] } };

        var next = new RouteHoles([ignoring, new RouteOptions { Tracker = "ops", When = new() { Type = ["y"] } }]).Next;

        Assert.Contains("{\"Tracker\": \"ops\"}, or {\"Tracker\": \"none\"}", next, StringComparison.Ordinal);
    }

    private static bool IsIn(RouteHole hole, LedgerItem item, IncidentBrief incident) =>
        hole.Priorities.Contains(item.Priority) && hole.Exclusions.All(exclusion =>
            !Values(exclusion.Key, item, incident).Any(value => exclusion.Patterns.Any(pattern => Glob.Matches(pattern, value))));

    private static IEnumerable<string?> Values(string key, LedgerItem item, IncidentBrief incident) => key switch
    {
        "Service" => [incident.Service, .. incident.AffectedServices],
        "Severity" => [incident.Severity],
        "Type" => [item.Type],
        _ => [item.Owner],
    };

    private static IEnumerable<(LedgerItem Item, IncidentBrief Incident)> Items(string?[] values) =>
        from service in values
        from severity in values
        let incident = new IncidentBrief
        {
            Id = "INC-1",
            Title = "Outage",
            Service = service,
            Severity = severity,
            AffectedServices = severity is null ? [] : ["b"],
        }
        from type in values.Take(3)
        from owner in values.Take(3)
        from priority in new[] { Priority.P0, Priority.P1, Priority.P4 }
        select (Some.Item() with { Tracker = null, Priority = priority, Type = type, Owner = owner }, incident);

    private static List<RouteOptions> Routes(Random random, int most)
    {
        return [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => new RouteOptions { Tracker = "board", When = Conditions() })];

        RouteConditions Conditions() => new()
        {
            Service = Patterns(),
            Severity = Patterns(),
            Type = Patterns(),
            Owner = Patterns(),
            Priority = random.Next(3) switch { 0 => ["P0..P1"], 1 => ["P1", "P4"], _ => [] },
        };

        string[] Patterns() => random.Next(3) > 0 ? [] : random.GetItems(SomePatterns, random.Next(1, 3));
    }

    private static RouteOptions Route(string words)
    {
        string[] Given(string key) => words.Split(' ').FirstOrDefault(word => word.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Split(',') ?? [];
        return new()
        {
            Tracker = "board",
            When = new()
            {
                Service = Given("Service="),
                Severity = Given("Severity="),
                Type = Given("Type="),
                Owner = Given("Owner="),
                Priority = [.. Given("P").Select((word, index) => index == 0 ? $"P{word}" : word)],
            },
        };
    }
}
