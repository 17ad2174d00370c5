using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Tests.Contracts;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Create screens as real servers describe them: one odd field or option costs that one alone, and no page is left out.</summary>
public sealed class JiraScreenPayloadTests
{
    private static CancellationToken Cancel => TrackerHarness.Cancel;

    [Theory]
    [InlineData(JiraMode.DataCenter, "jira-createmeta-option-with-numeric-id")]
    [InlineData(JiraMode.Cloud, "jira-createmeta-options-are-texts")]
    public async Task Odd_options_of_a_field_that_nobody_uses_keep_no_issue_from_being_made(JiraMode mode, string payload)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        harness.Faults.When(
            r => r.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal), Fault.Code(200, body: Payloads.Text("Jira", payload)), times: 100);

        var issue = await harness.CreateAsync();

        Assert.Equal("OPS-1", issue.Ref.Number);
        Assert.Equal(("Highest", "2024-01-22"), (Assert.Single(harness.Issues).Priority, harness.Issues[0].DueDate));
        Assert.DoesNotContain(await harness.Tracker.CheckAsync(Cancel), f => f is { Good: false, Subject: not "priorities" });
    }

    [Theory]
    [InlineData("20100", "20100")]
    [InlineData("calm", "20100")]
    public async Task An_option_with_a_number_for_an_id_can_be_configured(string configured, string sent)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        harness.Configure("Weather", $"\"{configured}\"");
        harness.Project.CreateScreen.Add(new JiraField("customfield_10200", "Weather", "any"));
        harness.Faults.When(r => r.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal),
            Fault.Code(200, body: Payloads.Text("Jira", "jira-createmeta-option-with-numeric-id")));
        await harness.CreateAsync();
        Assert.Equal($$"""{"id":{{sent}}}""", Assert.Single(harness.Issues).Custom["customfield_10200"]);
    }

    [Fact]
    public async Task An_option_that_is_a_text_can_be_configured()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Configure("customfield_10300", "\"South\"");
        harness.Project.CreateScreen.Add(new JiraField("customfield_10300", "Berth", "any"));
        harness.Faults.When(r => r.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal),
            Fault.Code(200, body: Payloads.Text("Jira", "jira-createmeta-options-are-texts")));
        await harness.CreateAsync();
        Assert.Equal("""["south"]""", Assert.Single(harness.Issues).Custom["customfield_10300"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"fieldId":null,"key":7,"name":{"x":1},"required":"yes","schema":[],"allowedValues":3}""")]
    [InlineData("""{"fieldId":"customfield_1","name":"Odd","required":false,"allowedValues":[null,[],{},true,{"id":{}},{"value":null}]}""")]
    public async Task One_odd_field_of_a_create_screen_costs_that_field(string odd)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var screen = Payloads.Json("Jira", "jira-createmeta-options-are-texts");
        screen["fields"]!.AsArray().Insert(3, System.Text.Json.Nodes.JsonNode.Parse(odd));
        harness.Faults.When(r => r.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal), Fault.Code(200, body: screen.ToJsonString()));
        Assert.Empty((await harness.CreateAsync()).Remarks);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_create_screen_in_pages_is_read_to_its_end(bool total, bool isLast)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter);
        harness.Faults.Always(request =>
        {
            if (!request.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal))
                return null;
            var screen = Payloads.Json("Jira", "jira-createmeta-option-with-numeric-id").AsObject();
            var all = screen["values"]!.AsArray();
            var start = int.Parse(request.Query["startAt"]!, System.Globalization.CultureInfo.InvariantCulture);
            var page = all.Skip(start).Take(4).Select(f => f!.DeepClone()).ToArray();
            screen["values"] = new System.Text.Json.Nodes.JsonArray(page);
            screen["isLast"] = start + page.Length >= all.Count;
            if (!isLast)
                screen.Remove("isLast");
            if (!total)
                screen.Remove("total");
            return Fault.Code(200, body: screen.ToJsonString());
        });
        Assert.Empty((await harness.CreateAsync()).Remarks);
        Assert.Equal(3, harness.Jira.Log.All.Count(r => r.Path.Contains("/issuetypes/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_create_screen_that_lists_nothing_is_not_taken_for_an_empty_one()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.When(r => r.Path.Value!.Contains("/issuetypes/", StringComparison.Ordinal), Fault.Code(200, body: """{"startAt":0,"total":9}"""));
        var thrown = await Assert.ThrowsAsync<TrackerException>(() => harness.Tracker.CreateAsync([SomeDraft.Of()], Cancel));
        Assert.Contains("$.fields", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Issues);
    }
}
