using System.Text;
using ActionSync.Intake;
using ActionSync.Testing;
using ActionSync.Web.Pages.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Web.Pages;

/// <summary>What an upload would change, without the page.</summary>
public sealed class UploadPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_items_are_shown_with_owner_priority_deadline_and_tracker()
    {
        await using var app = await AppFixture.OpenAsync();

        var unknown = Incident.Item("Test it", owner: null, priority: null, deadline: null);
        var plan = await PlanAsync(app, ("INC-1.json", Incident.Json("INC-1", "Write the runbook", unknown)));

        var incident = Assert.Single(plan.Incidents);
        Assert.Equal(("INC-1", "Outage INC-1", "2 new"), (incident.Id, incident.Title, incident.Counts));
        Assert.Equal(
            [
                ("new", "INC-1/1", "Write the runbook", "alice@company.com", "P1", "2024-01-22", "board"),
                ("new", "INC-1/2", "Test it", null, "P3", null, "board"),
            ],
            incident.Items.Select(item => (item.Act, item.Short, item.Title, item.Owner, $"{item.Priority}", item.Deadline?.ToWord(), item.Tracker)));
        Assert.True(Assert.Single(plan.Documents).IsRight);
        Assert.Empty(await app.ItemsAsync());
    }

    [Fact]
    public async Task Of_a_known_incident_it_says_what_changes_what_goes_and_what_stays()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", Incident.Item("A", id: "a"), Incident.Item("B", id: "b"), Incident.Item("C", id: "c")));

        var revised = Incident.Json("INC-1", Incident.Item("A", id: "a"), Incident.Item("B", id: "b", priority: "P2"), Incident.Item("D", id: "d"));
        var plan = await PlanAsync(app, ("INC-1.json", revised));

        var items = Assert.Single(plan.Incidents).Items.ToDictionary(item => item.Title);
        Assert.Equal(("unchanged", "changed", "withdrawn", "new"), (items["A"].Act, items["B"].Act, items["C"].Act, items["D"].Act));
        Assert.Equal(["priority: P1 → P2"], items["B"].Changes);
        Assert.Equal("unchanged", Assert.Single(plan.Incidents).Items[^1].Act);
    }

    [Fact]
    public async Task What_would_wait_for_a_person_says_so()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Planning.MaxNewItemsPerDocument = 1);

        var plan = await PlanAsync(app, ("INC-1.json", Incident.Json("INC-1", "A", "B")));

        Assert.All(
            Assert.Single(plan.Incidents).Items,
            item => Assert.Equal(("new", "waits: for a person's word (actionsync confirm)"), (item.Act, item.Note)));
    }

    [Fact]
    public async Task A_bad_document_has_its_problems_beside_a_good_one_s_plan()
    {
        await using var app = await AppFixture.OpenAsync();

        var plan = await PlanAsync(app,
            ("bad.json", """{"incident":{"id":"INC-2","title":"x"},"action_items":[{"title":"x","deadline":"2024-13-40"}]}"""),
            ("good.json", Incident.Json("INC-1", "A")));

        Assert.Equal([false, true], plan.Documents.Select(document => document.IsRight));
        Assert.Contains("2024-13-40", Assert.Single(plan.Documents[0].Problems).Sentence, StringComparison.Ordinal);
        Assert.Equal(["INC-1"], plan.Incidents.Select(incident => incident.Id));
    }

    [Fact]
    public async Task A_text_that_is_no_incident_says_why()
    {
        await using var app = await AppFixture.OpenAsync();

        var plan = await PlanAsync(app, ("rules.md", "# How we write\n\nBe kind.\n"));

        Assert.False(Assert.Single(plan.Documents).IsRight);
        Assert.Contains("is no incident", plan.Documents[0].WhyNot, StringComparison.Ordinal);
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public async Task The_second_document_of_an_incident_meets_what_the_first_would_leave()
    {
        await using var app = await AppFixture.OpenAsync();

        var plan = await PlanAsync(app, ("a.json", Incident.Json("INC-1", "A")), ("b.json", Incident.Json("INC-1", "A", "B")));

        Assert.Equal(
            ["1 new", "1 new, 1 unchanged"],
            plan.Incidents.Select(incident => string.Join(", ", incident.Counts.Split(", ").Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task What_was_accepted_or_discarded_meanwhile_is_counted_as_gone()
    {
        await using var app = await AppFixture.OpenAsync();
        var kept = await KeepAsync(app, "a.json", Incident.Json("INC-1", "A"));
        await app.Get<StagedUploads>().RemoveAsync(kept);

        var plan = await Make<UploadPlanReader>(app).ReadAsync([kept.Id, "0123"], Cancel);

        Assert.Equal((0, 2, 0), (plan.Documents.Count, plan.Gone, plan.Incidents.Count));
    }

    [Fact]
    public async Task What_is_accepted_is_what_was_uploaded_whatever_became_of_the_staged_file()
    {
        await using var app = await AppFixture.OpenAsync();
        var kept = await KeepAsync(app, "a.json", Incident.Json("INC-1", "A"));
        var plan = await Make<UploadPlanReader>(app).ReadAsync([kept.Id], Cancel);
        await File.WriteAllTextAsync(Directory.GetFiles(app.Get<StagedUploads>().FullPath).Single(), Incident.Json("INC-1", "Something else"), Cancel);

        var (address, problems) = await Make<InboxActs>(app).AcceptAsync(plan.Right, Cancel);

        Assert.Null(address);
        Assert.StartsWith("a.json is not here any more", Assert.Single(problems), StringComparison.Ordinal);
        Assert.False(await app.Get<DocumentHandIn>().IsThereAsync("a.json", Cancel));
    }

    [Fact]
    public async Task Accepting_leads_to_the_incident_or_with_several_back_to_the_inbox()
    {
        await using var app = await AppFixture.OpenAsync();
        var one = await Make<UploadPlanReader>(app).ReadAsync([(await KeepAsync(app, "a b.json", Incident.Json("INC 1", "A"))).Id], Cancel);
        var two = await Make<UploadPlanReader>(app).ReadAsync(
            [(await KeepAsync(app, "c.json", Incident.Array(Incident.Of("INC-3", "A"), Incident.Of("INC-4", "A")))).Id], Cancel);

        Assert.Equal("/incidents/INC%201?file=a%20b.json", (await Make<InboxActs>(app).AcceptAsync(one.Right, Cancel)).Address);
        Assert.Equal("/inbox?said=accepted", (await Make<InboxActs>(app).AcceptAsync(two.Right, Cancel)).Address);
        Assert.Empty(await app.Get<StagedUploads>().AllAsync(Cancel));
    }

    private static T Make<T>(AppFixture app) => ActivatorUtilities.CreateInstance<T>(app.Get<IServiceProvider>());

    private static async Task<StagedUpload> KeepAsync(AppFixture app, string name, string text) =>
        (await app.Get<StagedUploads>().KeepAsync(name, Encoding.UTF8.GetBytes(text), Cancel))!;

    private static async Task<UploadPlan> PlanAsync(AppFixture app, params (string Name, string Text)[] files)
    {
        var ids = new List<string>();
        foreach (var (name, text) in files)
            ids.Add((await KeepAsync(app, name, text)).Id);
        return await Make<UploadPlanReader>(app).ReadAsync(ids, Cancel);
    }
}
