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
    [InlineData("?overdue", new[] { "Alert on the queue" })]
    [InlineData("?open&overdue=1", new[] { "Alert on the queue" })]
    [InlineData("?overdue=off&incident=inc-2", new[] { "Alert on the disk" })]
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
    [InlineData("/api/items?overdue=perhaps", "overdue is true or false, not perhaps.")]
    [InlineData("/api/items?overdue&overdue=no", "overdue comes 2 times; give it once.")]
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
    [InlineData("/api/items/AI-1", HttpStatusCode.Conflict,
        "AI-1 may be any of 2 items; name one of them: INC-1/1 (Alert on the queue), INC-2/1 (Alert on the disk).")]
    [InlineData("/api/items/inc-9/1", HttpStatusCode.NotFound, "No item is called inc-9/1.")]
    [InlineData("/api/items/INC-1/AI-2", HttpStatusCode.NotFound, "No item is called INC-1/AI-2. Did you mean INC-1/1 (Alert on the queue)?")]
    [InlineData("/api/items/9", HttpStatusCode.NotFound, "No item is called 9. GET /api/items lists those that there are.")]
    [InlineData("/api/items/%239", HttpStatusCode.NotFound, "No item is called #9. GET /api/items lists those that there are.")]
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
    [InlineData("/api/items")]
    [InlineData("/api/items?page=1")]
    [InlineData("/api/items?page=none")]
    [InlineData("/api/items.csv")]
    [InlineData("/api/items/INC-1/1")]
    [InlineData("/api/items/INC-9/1")]
    [InlineData("/api/incidents/INC-1")]
    [InlineData("/api/incidents/INC-1/receipt")]
    [InlineData("/api/report")]
    [InlineData("/api/openapi.json")]
    public async Task HEAD_gets_what_GET_gets_without_its_body(string path)
    {
        var whole = await worker.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(worker.Worker.Url + path));
        var head = await worker.SendAsync(request);
        Assert.Equal((whole.Status, whole.Type, ""), (head.Status, head.Type, head.Text));
        string[] ofTheMoment = ["Date", "Content-Length", "Transfer-Encoding"];
        Assert.Equal(whole.Headers.Where(header => !ofTheMoment.Contains(header.Key)), head.Headers.Where(header => !ofTheMoment.Contains(header.Key)));
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
}
