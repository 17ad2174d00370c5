using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ActionSync.Listing;
using ActionSync.Testing;

namespace ActionSync.Tests.Web.Api;

/// <summary>What tools read of the API is what it answers.</summary>
public sealed class ApiDescriptionTests(ApiWorker worker) : IClassFixture<ApiWorker>
{
    [Theory]
    [InlineData("/api/items", "/api/items", 200)]
    [InlineData("/api/items", "/api/items?page=1&overdue", 200)]
    [InlineData("/api/items", "/api/items?page=none", 400)]
    [InlineData("/api/items/{name}", "/api/items/INC-1/1", 200)]
    [InlineData("/api/items/{name}", "/api/items/INC-9/1", 404)]
    [InlineData("/api/items/{name}", "/api/items/AI-1", 409)]
    [InlineData("/api/incidents/{id}", "/api/incidents/INC-1", 200)]
    [InlineData("/api/incidents/{id}", "/api/incidents/INC-9", 404)]
    [InlineData("/api/incidents/{id}/receipt", "/api/incidents/INC-1/receipt", 200)]
    [InlineData("/api/incidents/{id}/receipt", "/api/incidents/INC-9/receipt", 404)]
    [InlineData("/api/report", "/api/report", 200)]
    [InlineData("/api/report", "/api/report?since=2000-01-01", 200)]
    [InlineData("/api/report", "/api/report?since=then", 400)]
    public async Task What_is_read_is_as_it_is_described(string path, string address, int status)
    {
        var answer = await worker.GetAsync(address);
        Assert.Equal(status, (int)answer.Status);
        await IsDescribedAsync(answer, path, "get");
    }

    [Theory]
    [InlineData("?dryRun", """{"incident":{"id":"INC-70","title":"T"},"action_items":[{"title":"Take a step"}]}""", 200)]
    [InlineData("", """{"incident":{"id":"INC-71","title":"T"},"action_items":[{"title":"Take another step"}]}""", 202)]
    [InlineData("", """{"incident":{"id":"INC-72","title":"T"},"action_items":[{"title":""}]}""", 400)]
    [InlineData("?dryRun=perhaps", "{}", 400)]
    public async Task What_is_answered_to_a_document_is_as_it_is_described(string query, string body, int status)
    {
        var answer = await worker.PostAsync($"/api/incidents{query}", body, "application/json");
        Assert.Equal((status, answer.Text), ((int)answer.Status, answer.Text));
        await IsDescribedAsync(answer, "/api/incidents", "post");
    }

    [Fact]
    public async Task What_fits_no_schema_is_found()
    {
        var description = (await worker.GetAsync("/api/openapi.json")).Json;
        var (check, answer) = (new SchemaCheck(description), JsonDocument.Parse("""[{"incident":1,"other":true}]""").RootElement);
        var misfits = check.Misfits(answer, check.Of("/api/items", "get", 200, "application/json"));
        Assert.Contains("$[0].incident is integer, not string", misfits);
        Assert.Contains("$[0].other is not described", misfits);
        Assert.Contains("$[0].key is required and not there", misfits);
    }

    [Theory]
    [InlineData("ReceiptItem", "key,title,priority,state,withdrawn")]
    [InlineData("ApiProblem", "type,title,status,detail")]
    public async Task What_is_left_out_where_it_is_null_is_not_required(string shape, string required)
    {
        var description = (await worker.GetAsync("/api/openapi.json")).Json;
        var members = description.GetProperty("components").GetProperty("schemas").GetProperty(shape).GetProperty("required").EnumerateArray();
        Assert.Equal(required.Split(',').Order(), members.Select(member => member.GetString()!).Order());
    }

    [Theory]
    [InlineData("overdue", "boolean", null)]
    [InlineData("open", "boolean", null)]
    [InlineData("page", "integer", null)]
    [InlineData("q", "string", null)]
    [InlineData("owner", "array", null)]
    [InlineData("sort", "string", "incident,-incident,deadline,-deadline,priority,-priority,owner,-owner,state,-state,changed,-changed")]
    [InlineData("state", "array", "pending,unknown,open,in_progress,done,wont_do,duplicate,missing")]
    public async Task Parameters_have_their_types_and_words(string name, string type, string? words)
    {
        var parameters = (await worker.GetAsync("/api/openapi.json")).Json.GetProperty("paths").GetProperty("/api/items").GetProperty("get")
            .GetProperty("parameters").EnumerateArray();
        var schema = parameters.Single(parameter => parameter.GetProperty("name").GetString() == name).GetProperty("schema");
        Assert.Equal(type, schema.GetProperty("type").GetString());
        var each = schema.TryGetProperty("items", out var items) ? items : schema;
        Assert.Equal(words, each.TryGetProperty("enum", out var known) ? string.Join(',', known.EnumerateArray().Select(word => word.GetString())) : null);
    }

    [Fact]
    public async Task With_a_key_the_description_says_how_it_is_sent_and_what_comes_without_it()
    {
        const string key = "a-key-that-is-long-enough";
        await using var guarded = await HostedWorker.StartAsync(TimeProvider.System, place => place.Env("Dashboard:ApiKey", key));
        using var http = new HttpClient();
        using var refused = await http.GetAsync(new Uri($"{guarded.Url}/api/items"), TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var description = JsonDocument.Parse(
            await http.GetStringAsync(new Uri($"{guarded.Url}/api/openapi.json"), TestContext.Current.CancellationToken)).RootElement;
        var scheme = description.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Single();
        Assert.Equal(("http", "bearer"), (scheme.Value.GetProperty("type").GetString(), scheme.Value.GetProperty("scheme").GetString()));
        Assert.Equal([scheme.Name], description.GetProperty("security")[0].EnumerateObject().Select(member => member.Name));
        foreach (var operation in description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            foreach (var status in (string[])["401", "403", "429", "503"])
                Assert.True(operation.Value.GetProperty("responses").TryGetProperty(status, out _), $"{operation.Name} {status}");
        }
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var check = new SchemaCheck(description);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Empty(check.Misfits(problem, check.Of("/api/items", "get", 401, "application/problem+json")));
    }

    [Fact]
    public async Task Without_a_key_none_is_described()
    {
        var description = (await worker.GetAsync("/api/openapi.json")).Json;
        Assert.False(description.TryGetProperty("security", out _));
        Assert.False(description.GetProperty("components").TryGetProperty("securitySchemes", out _));
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
        foreach (var path in (string[])["/api/items", "/api/items.csv"])
            Assert.Equal(ItemQueryReader.Keys.Order(), Names(paths.GetProperty(path).GetProperty("get")).Order());
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

    private async Task IsDescribedAsync(ApiReply answer, string path, string method)
    {
        var check = new SchemaCheck((await worker.GetAsync("/api/openapi.json")).Json);
        Assert.Empty(check.Misfits(answer.Json, check.Of(path, method, (int)answer.Status, answer.Type!)));
    }
}
