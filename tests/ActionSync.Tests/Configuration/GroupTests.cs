using ActionSync.Items;
using ActionSync.People;
using ActionSync.Testing;

namespace ActionSync.Tests.Configuration;

/// <summary>Which team an item belongs to, and what is said of groups that cannot be meant.</summary>
public sealed class GroupTests : IDisposable
{
    private static readonly GroupDirectory Groups = new(
        new Dictionary<string, GroupOptions>
        {
            ["payments"] = new() { Members = ["Alice@example.com", "bob@example.com"], Services = ["payment-*", "checkout"] },
            ["platform"] = new() { Members = ["bob@example.com", "paul@example.org"], Services = ["*-db"] },
        },
        new PeopleDirectory(new Dictionary<string, PersonOptions> { ["alice@example.com"] = new() { Name = "Alice Chen" } }));

    private readonly Workplace _place = new();

    [Theory]
    [InlineData("alice@example.com", "orders-db", "payments")]
    [InlineData("ALICE CHEN", null, "payments")]
    [InlineData("Alice <alice@example.com>", null, "payments")]
    [InlineData("Paul Ng", "payment-api", "platform")]
    [InlineData("bob@example.com", null, "payments")]
    [InlineData("stranger@example.com", "Payment-API", "payments")]
    [InlineData(null, "orders-db", "platform")]
    [InlineData("The Team", "orders-db", "platform")]
    [InlineData(null, "search", null)]
    [InlineData(null, null, null)]
    public void An_item_belongs_to_the_group_of_its_owner_else_of_its_service_else_to_none(string? owner, string? service, string? group) =>
        Assert.Equal(group, Groups.Of(owner, Incident(service)));

    [Fact]
    public void The_service_itself_counts_before_those_that_were_affected()
    {
        Assert.Equal("platform", Groups.Of(null, Incident("orders-db", "payment-api")));
        Assert.Equal("payments", Groups.Of(null, Incident("search", "mail", "payment-api", "orders-db")));
    }

    [Fact]
    public void Groups_keep_the_order_of_the_configuration() => Assert.Equal(["payments", "platform"], Groups.Names);

    [Theory]
    [InlineData("""{ "Groups": { "a": { "Members": ["x@y.z"] }, "b": { "Members": ["X@y.z"] } } }""",
        "Groups:b:Members: \"X@y.z\" also stands at Groups:a, which comes first and counts [my.json]")]
    [InlineData("""{ "Groups": { "a": { "Services": ["pay-*"] }, "b": { "Services": ["PAY-*"] } } }""",
        "Groups:b:Services: \"PAY-*\" also stands at Groups:a, which comes first and counts [my.json]")]
    [InlineData("""{ "Groups": { "a": { "TeamsUrl": "https://x.example/y?sig=abcdefgh" } } }""",
        "Groups:a: has neither Members nor Services, so no item belongs to it [my.json]")]
    [InlineData("""{ "People": { "alice@y.z": {}, "bob@y.z": {} }, "Groups": { "a": { "Members": ["alise@y.z", "bob@y.z", "zoe@y.z"] } } }""",
        "Groups:a:Members: \"alise@y.z\" stands nowhere under People; did you mean alice@y.z? [my.json]")]
    public void What_cannot_be_meant_is_worth_a_notice(string json, string notice)
    {
        var loaded = _place.Config(json).Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal(notice, _place.Near(Assert.Single(loaded.Notices)));
    }

    [Theory]
    [InlineData("""{ "Groups": { "a": { "Members": ["Bob"] } } }""",
        "Groups:a:Members:0: \"Bob\" is not right; it must be an e-mail address, such as alice@example.com [my.json]")]
    [InlineData("""{ "Groups": { "a": { "Services": ["x"], "Slack": "#pay" } } }""",
        "Groups:a:Slack: \"#pay\" is a Slack channel, but Channels:Slack:Token is not set; set it, or take this out [my.json]")]
    [InlineData("""{ "Channels": { "Slack": { "Token": "xoxb-1" } }, "Groups": { "a": { "Services": ["x"], "Slack": "pay" } } }""",
        "Groups:a:Slack: \"pay\" is not right; it must be a channel as \"#payments\", or its id as \"C024BE91L\" [my.json]")]
    [InlineData("""{ "Groups": { "a": { "Services": ["x"], "TeamsUrl": "not-an-address" } } }""",
        "Groups:a:TeamsUrl: is not right; it must be the absolute https address that the Teams workflow shows [my.json]")]
    [InlineData("""{ "Groups": { "a": { "Services": ["x"], "TeamsUrl": "http://elsewhere.example/y" } } }""",
        "Groups:a:TeamsUrl: is http, so whoever is on the way could post, too; use https, or set Channels:Teams:AllowInsecure to true [my.json]")]
    [InlineData("""{ "Groups": { "a": { "Services": ["x"], "Slak": "#pay" } } }""",
        "Groups:a:Slak: is not a known key; did you mean Groups:a:Slack? [my.json]")]
    public void What_cannot_work_is_a_problem(string json, string problem) => Assert.Equal(problem, _place.Config(json).Problem());

    [Fact]
    public void The_address_of_a_teams_workflow_may_be_in_a_file_and_is_shown_nowhere()
    {
        var options = _place.Write("url.txt", "https://teams.example/hook?sig=secret-part")
            .Config("""{ "Groups": { "a": { "Services": ["x"], "TeamsUrlFile": "url.txt" } } }""").Options();

        Assert.Equal("https://teams.example/hook?sig=secret-part", options.Groups["A"].ChannelOf("TeamsUrl"));
        Assert.Equal("***", options.Groups["a"].SecretChannels["TeamsUrl"].ToString());
    }

    public void Dispose() => _place.Dispose();

    private static IncidentBrief Incident(string? service, params string[] affected) => new()
    {
        Id = "INC-1",
        Title = "The queue ran over",
        Service = service,
        AffectedServices = affected,
        Participants = [new Participant("Paul Ng", null, "paul@example.org")],
    };
}
