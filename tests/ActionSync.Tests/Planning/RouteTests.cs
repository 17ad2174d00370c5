using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Testing.Planning;

namespace ActionSync.Tests.Planning;

public sealed class RouteTests
{
    private static readonly IncidentBrief Incident = new()
    {
        Id = "INC-1",
        Title = "Outage",
        Severity = "SEV1",
        Service = "payment-gateway",
        AffectedServices = ["checkout", "billing"]
    };

    [Theory]
    [InlineData("payment-*", null, null, null, null, true)]
    [InlineData("PAYMENT-GATEWAY", null, null, null, null, true)]
    [InlineData("check?ut", null, null, null, null, true)]
    [InlineData("search", null, null, null, null, false)]
    [InlineData(null, "sev[1]", null, null, null, false)]
    [InlineData(null, "SEV?", null, null, null, true)]
    [InlineData(null, null, "*", null, null, false)]
    [InlineData(null, null, null, "P?", null, true)]
    [InlineData(null, null, null, "P2", null, false)]
    [InlineData(null, null, null, "P0..P1", null, true)]
    [InlineData(null, null, null, "P2..P4", null, false)]
    [InlineData(null, null, null, "P3,P1", null, true)]
    [InlineData("search,bill*", null, null, null, null, true)]
    [InlineData(null, null, null, null, "*@company.com", true)]
    [InlineData("billing", "SEV1", null, "P1", "alice@*", true)]
    [InlineData("billing", "SEV2", null, "P1", "alice@*", false)]
    [InlineData(null, null, null, null, null, true)]
    public void A_route_matches_where_all_of_its_globs_do(string? service, string? severity, string? type, string? priority, string? owner, bool matches)
    {
        var when = new RouteConditions
        {
            Service = Given(service),
            Severity = Given(severity),
            Type = Given(type),
            Priority = Given(priority),
            Owner = Given(owner),
        };
        var routed = new Router([new RouteOptions { When = when, Tracker = "here" }]).Route(Some.Item() with { Tracker = null }, Incident);

        Assert.Equal(matches ? ("here", null) : ((string?)null, (ProblemCode?)ProblemCode.NoRoute), (routed.Tracker, routed.Problem?.Code));
    }

    [Theory]
    [InlineData("Mira Lindqvist <mira@acme.example>")]
    [InlineData("mailto:mira@acme.example")]
    [InlineData("\u00A0mira@acme.example.\u200B")]
    [InlineData("Mira Lindqvist")]
    public void A_route_finds_its_owner_however_the_text_is_written(string owner)
    {
        var people = new Dictionary<string, PersonOptions> { ["mira@acme.example"] = new() { Name = "Mira Lindqvist" } };
        var item = Some.Planner(people)
            .Plan(Some.Parsed(Testing.Incident.Json("INC-1", Testing.Incident.Item("Add an alert", owner))), [], Some.Now).Steps.Single().Item;

        Assert.Equal(
            "here", new Router([new RouteOptions { When = new RouteConditions { Owner = ["mira@acme.*"] }, Tracker = "here" }]).Route(item, Incident).Tracker);
    }

    [Fact]
    public void The_first_route_that_matches_wins()
    {
        var router = new Router([new RouteOptions { When = new() { Priority = ["P1"] }, Tracker = "first" }, new RouteOptions { Tracker = "rest" }]);

        Assert.Equal("first", router.Route(Some.Item(priority: "P1"), Incident).Tracker);
        Assert.Equal("rest", router.Route(Some.Item(priority: "P2"), Incident).Tracker);
    }

    [Fact]
    public void What_has_an_issue_or_may_have_one_stays_where_it_is()
    {
        var router = new Router([new RouteOptions { Tracker = "new" }]);
        var published = Some.Published(Some.Item());

        Assert.Same(published, router.Route(published, Incident));
        var unknown = Some.Item() with { State = ItemState.Unknown };
        Assert.Same(unknown, router.Route(unknown, Incident));
    }

    [Fact]
    public void A_route_that_matches_at_last_takes_the_problem_away()
    {
        var stuck = new Router([]).Route(Some.Item(), Incident);

        Assert.Equal(ProblemCode.NoRoute, stuck.Problem?.Code);
        Assert.Null(new Router([new RouteOptions { Tracker = "board" }]).Route(stuck, Incident).Problem);
        Assert.Null(stuck.Withdraw().Problem);
    }

    [Fact]
    public void What_a_route_ignores_has_no_problem_is_never_overdue_and_gets_a_tracker_with_another_route()
    {
        var late = Some.Item(priority: "P1") with { Deadline = Deadline.ParseOrNull("2024-01-01") };
        var ignored = new Router([new RouteOptions { Tracker = Router.Ignore }]).Route(late, Incident);

        Assert.True(ignored is { IsIgnored: true, Problem: null });
        Assert.False(ignored.IsOverdue(Some.Now, TimeZoneInfo.Utc));
        var routed = new Router([new RouteOptions { Tracker = "board" }]).Route(ignored, Incident);
        Assert.Equal(("board", false), (routed.Tracker, routed.IsIgnored));
    }

    private static string[] Given(string? words) => words?.Split(',') ?? [];
}
