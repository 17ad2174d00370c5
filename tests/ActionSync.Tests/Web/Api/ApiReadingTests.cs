using System.Net;
using System.Text.Json;

namespace ActionSync.Tests.Web.Api;

/// <summary>What programs read under <c>/api</c>, over a socket.</summary>
public sealed class ApiReadingTests(ApiWorker worker) : IClassFixture<ApiWorker>
{
    [Theory]
    [InlineData("", new[] { "Alert on the queue", "Write a runbook <script>alert(1)</script>", "Alert on the disk" })]
    [InlineData("?overdue=true&priority=P1", new[] { "Alert on the queue" })]
    [InlineData("?owner=MIRA&owner=nobody&sort=-priority", new[] { "Write a runbook <script>alert(1)</script>", "Alert on the queue" })]
    [InlineData("?team=platform", new[] { "Alert on the queue" })]
    [InlineData("?incident=inc-2&open=true", new[] { "Alert on the disk" })]
    [InlineData("?q=alert%20disk", new[] { "Alert on the disk" })]
    [InlineData("?state=done", new string[0])]
    [InlineData("?tracker=board&sort=deadline&page=1", new[] { "Alert on the queue", "Alert on the disk", "Write a runbook <script>alert(1)</script>" })]
    public async Task Items_are_filtered_and_sorted_as_the_address_says(string query, string[] titles)
    {
        var answer = await worker.GetAsync($"/api/items{query}");
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.Type));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal(titles.Order(), answer.Each("title").Order());
        if (query.Contains("sort", StringComparison.Ordinal))
            Assert.Equal(titles[0], answer.Each("title")[0]);
    }

    [Fact]
    public async Task Items_have_the_members_of_status_in_their_order_and_short_names_that_lead_back()
    {
        var answer = await worker.GetAsync("/api/items");
        var item = answer.Json[0];
        Assert.Equal(
            ["incident", "key", "title", "owner", "priority", "deadline", "type", "state"], item.EnumerateObject().Take(8).Select(member => member.Name));
        Assert.Equal("ignoredBy", item.EnumerateObject().Last().Name);
        Assert.Equal("Platform", item.GetProperty("team").GetString());
        // AI-1 is two items' id, so that each goes by its number.
        Assert.Equal(["INC-1/1", "INC-1/2", "INC-2/1"], answer.Each("short"));
        foreach (var name in answer.Each("short").Concat(answer.Each("key")))
            Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/api/items/{name}")).Status);
    }

    [Fact]
    public async Task A_page_says_how_many_there_are()
    {
        var answer = await worker.GetAsync("/api/items?page=1");
        Assert.Equal("3", answer.Headers["X-Total-Count"]);
        Assert.DoesNotContain("Link", answer.Headers.Keys);
        var behind = await worker.GetAsync("/api/items?page=9&open=true");
        Assert.Equal("</api/items?open=true&page=1>; rel=\"prev\"", behind.Headers["Link"]);
        Assert.Empty(behind.Json.EnumerateArray());
    }

    [Fact]
    public async Task Items_come_as_comma_separated_values_too()
    {
        var answer = await worker.GetAsync("/api/items.csv?overdue=true");
        Assert.Equal("text/csv; charset=utf-8", answer.Type);
        Assert.Equal("attachment; filename=items.csv", answer.Headers["Content-Disposition"]);
        var lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("incident,key,title", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("INC-1,", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/items?ownr=x", "did you mean owner?")]
    [InlineData("/api/items.csv?state=opn", "did you mean open?")]
    [InlineData("/api/items?page=-1", "page is a number from 1 on")]
    [InlineData("/api/report?sinc=2024-01-01", "did you mean since?")]
    [InlineData("/api/report?since=yesterday", "since is a day, yyyy-MM-dd.")]
    public async Task A_question_that_cannot_be_meant_is_refused_with_what_would_be_right(string path, string sentence)
    {
        var answer = await worker.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(sentence, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_shown_whole_with_its_history()
    {
        var answer = await worker.GetAsync("/api/items/inc-1/1");
        Assert.Equal("Alert on the queue", answer.Json.GetProperty("item").GetProperty("title").GetString());
        Assert.Contains(answer.Json.GetProperty("history").EnumerateArray(), entry => entry.GetProperty("kind").GetString() == "created");
        Assert.All(answer.Json.GetProperty("history").EnumerateArray(), entry => Assert.Equal("INC-1/1", entry.GetProperty("short").GetString()));
    }

    [Theory]
    [InlineData("/api/items/AI-1", HttpStatusCode.Conflict, "AI-1 fits 2 items. Ask by a key: INC-1/AI-1, INC-2/AI-1.")]
    [InlineData("/api/items/inc-9/1", HttpStatusCode.NotFound, "No item is called inc-9/1.")]
    [InlineData("/api/items/%F0%9F%92%A5", HttpStatusCode.NotFound, "No item is called")]
    [InlineData("/api/incidents/INC-9", HttpStatusCode.NotFound, "No incident INC-9 is known.")]
    [InlineData("/api/incidents/INC-9/receipt", HttpStatusCode.NotFound, "No incident INC-9 is known.")]
    [InlineData("/api/incidents/a/b/receipt", HttpStatusCode.NotFound, "No incident a/b is known.")]
    public async Task What_is_not_there_is_told(string path, HttpStatusCode status, string sentence)
    {
        var answer = await worker.GetAsync(path);
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(sentence, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_has_its_items_its_history_and_its_receipt()
    {
        var incident = (await worker.GetAsync("/api/incidents/inc-1")).Json;
        Assert.Equal("INC-1", incident.GetProperty("id").GetString());
        Assert.Equal(["INC-1/1", "INC-1/2"], incident.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("short").GetString()));
        Assert.NotEmpty(incident.GetProperty("history").EnumerateArray());
        var receipt = (await worker.GetAsync("/api/incidents/INC-1/receipt")).Json;
        // What the archive's own file says.
        var file = JsonDocument.Parse(File.ReadAllText(worker.Worker["data", "archive", "INC-1", "receipt.json"])).RootElement;
        Assert.Equal(file.EnumerateObject().Select(member => member.Name), receipt.EnumerateObject().Select(member => member.Name));
        Assert.Equal(file.GetProperty("items").GetRawText(), receipt.GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task The_report_is_that_of_the_command()
    {
        var report = (await worker.GetAsync("/api/report?since=2000-01-01")).Json;
        Assert.Equal(["at", "since", "total", "byOwner"], report.EnumerateObject().Take(4).Select(member => member.Name));
        Assert.Equal(3, report.GetProperty("total").GetProperty("all").GetInt32());
    }

    [Theory]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api", HttpStatusCode.NotFound)]
    public async Task Other_addresses_are_not_there(string path, HttpStatusCode status) => Assert.Equal(status, (await worker.GetAsync(path)).Status);

    [Fact]
    public async Task Nothing_is_deleted_or_replaced()
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch])
        {
            using var request = new HttpRequestMessage(method, new Uri($"{worker.Worker.Url}/api/items"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await worker.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task The_description_names_every_address_with_its_parameters_and_answers()
    {
        var description = (await worker.GetAsync("/api/openapi.json")).Json;
        var paths = description.GetProperty("paths");
        Assert.Equal(
            ["/api/incidents", "/api/incidents/{id}", "/api/incidents/{id}/receipt", "/api/items", "/api/items.csv", "/api/items/{name}", "/api/report"],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("503", out _), operation.Name);
        }
        Assert.Equal(ActionSync.Listing.ItemQueryReader.Keys.Order(), Names(paths.GetProperty("/api/items").GetProperty("get")).Order());
        Assert.Equal(["dryRun", "name"], Names(paths.GetProperty("/api/incidents").GetProperty("post")).Order());
        Assert.Equal(["name"], Names(paths.GetProperty("/api/items/{name}").GetProperty("get")));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var item = (await worker.GetAsync("/api/items")).Json[0];
        Assert.Equal(
            item.EnumerateObject().Select(member => member.Name),
            schemas.GetProperty("StatusEntry").GetProperty("properties").EnumerateObject().Select(property => property.Name));

        static IEnumerable<string?> Names(JsonElement operation) =>
            operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());
    }
}
