using System.Net;
using System.Net.Sockets;
using System.Text;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Web.Api;

/// <summary>Documents that programs post, over a socket.</summary>
public sealed class ApiPostTests(ApiWorker worker) : IClassFixture<ApiWorker>
{
    private const string Note = "# Queue ran over\n\n## Action items\n\n- [ ] Alert on the length of the queue\n";

    /// <summary>A note of its own: the same items under another name are the same incident under another name.</summary>
    private static string NoteOf(string what) => $"# Trouble with {what}\n\n## Action items\n\n- [ ] Look after {what}\n";

    [Fact]
    public async Task A_document_is_taken_in_and_its_receipt_is_where_the_answer_says()
    {
        var body = Json("INC-10", Item("Take the first step"));
        var answer = await worker.PostAsync("/api/incidents", body, "application/json");
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("/api/incidents/INC-10/receipt", answer.Headers["Location"]);
        Assert.Equal("INC-10", answer.Json.GetProperty("incidents")[0].GetProperty("id").GetString());
        await worker.Worker.AnswersAsync(answer.Headers["Location"], HttpStatusCode.OK);

        // Once more, before and after it is taken in: the same answer, and the same incident.
        var again = await worker.PostAsync("/api/incidents", body);
        Assert.Equal((answer.Status, answer.Text), (again.Status, again.Text));
        await worker.Worker.UntilAsync(() => Task.FromResult(Directory.GetFiles(worker.Worker["data", "inbox"]).Length == 0), "the drop folder is empty");
        Assert.Equal(1, (await worker.GetAsync("/api/incidents/INC-10")).Json.GetProperty("revision").GetInt32());
        Assert.Equal(["Take the first step"], (await worker.GetAsync("/api/items?incident=INC-10")).Each("title"));
    }

    [Theory]
    [InlineData("text/markdown", "?name=queue-ran-over", "queue-ran-over")]
    [InlineData(null, "?name=queue-2.md", "queue-2")]
    [InlineData("text/plain", "?name=folder/queue-3", "queue-3")]
    public async Task A_text_without_an_id_is_known_by_the_name_that_is_given(string? type, string query, string id)
    {
        var answer = await worker.PostAsync($"/api/incidents{query}", NoteOf(id), type);
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        Assert.Equal($"/api/incidents/{id}/receipt", answer.Headers["Location"]);
        await worker.Worker.AnswersAsync(answer.Headers["Location"], HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_document_in_YAML_is_read_by_its_type()
    {
        const string yaml = "incident:\n  id: INC-20\n  title: T\naction_items:\n  - title: Take the first step\n";
        Assert.Equal("/api/incidents/INC-20/receipt", (await worker.PostAsync("/api/incidents", yaml, "application/yaml")).Headers["Location"]);
    }

    [Theory]
    [InlineData("dryRun=true")]
    [InlineData("dryRun")]
    [InlineData("dryRun=")]
    [InlineData("DRYRUN=1")]
    [InlineData("dryRun=Yes")]
    [InlineData("dryRun=on")]
    public async Task With_dryRun_the_plan_is_the_answer_and_nothing_is_written(string flag)
    {
        var answer = await worker.PostAsync($"/api/incidents?{flag}", Json("INC-30", Item("Take the first step")), "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("create", answer.Json.GetProperty("items")[0].GetProperty("action").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/api/incidents/INC-30")).Status);
        Assert.DoesNotContain(Directory.GetFiles(worker.Worker["data", "inbox"]), file => file.Contains("INC-30", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?dryRun=true")]
    public async Task Whatever_is_wrong_is_told_at_once_with_line_and_column(string query)
    {
        const string document = """
            {"incident":{"id":"INC-40","title":"T"},
            "action_items":[{"title":"A","priority":"Hgh"},
            {"title":""}]}
            """;
        var answer = await worker.PostAsync($"/api/incidents{query}", document, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("The document is not taken in: 2 problems in it. Mend what problems names, and send it again.", answer.Detail);
        Assert.Equal([(2, "action_items[0].priority"), (3, "action_items[1].title")], answer.Json.GetProperty("problems").EnumerateArray()
            .Select(problem => (problem.GetProperty("line").GetInt32(), problem.GetProperty("path").GetString()!)));
        Assert.All(answer.Json.GetProperty("problems").EnumerateArray(), problem => Assert.Equal(
            ["line", "column", "path", "why", "text"], problem.EnumerateObject().Select(member => member.Name)));
        Assert.Empty(Directory.GetFiles(worker.Worker["data", "inbox"], "*INC-40*"));
    }

    [Theory]
    [InlineData("""{"incident":{"title":"T"},"action_items":[{"title":"A"}]}""", "application/json", "incident.id")]
    [InlineData("incident:\n  title: T\naction_items:\n  - title: A\n", "application/yaml", "incident.id")]
    [InlineData(Note, "text/markdown", "")]
    public async Task A_document_without_an_id_is_told_so_once_and_in_the_words_of_the_API(string document, string type, string path)
    {
        var answer = await worker.PostAsync("/api/incidents", document, type);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var problem = Assert.Single(answer.Json.GetProperty("problems").EnumerateArray().ToList());
        Assert.Equal(path, problem.GetProperty("path").GetString());
        Assert.DoesNotContain("--name", answer.Text, StringComparison.Ordinal);
        Assert.Equal(path.Length == 0, answer.Text.Contains("Give it one with ?name=, or an id in its text.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&dryRun")]
    public async Task A_text_that_is_no_incident_is_a_problem_of_the_whole(string flag)
    {
        var answer = await worker.PostAsync($"/api/incidents?name=hello{flag}", "# Hello\n\nNothing happened.\n", "text/markdown");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var problem = Assert.Single(answer.Json.GetProperty("problems").EnumerateArray().ToList());
        Assert.Equal(
            ("no-incident", "$", 1),
            (problem.GetProperty("why").GetString(), problem.GetProperty("path").GetString(), problem.GetProperty("line").GetInt32()));
        Assert.Equal(answer.Detail, problem.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("/api/incidents", "", "application/json", HttpStatusCode.BadRequest, "The body is empty.")]
    [InlineData("/api/incidents", "{\"incident\":", "application/json", HttpStatusCode.BadRequest, "The document is not taken in: 1 problem in it.")]
    [InlineData("/api/incidents", Note, "text/markdown", HttpStatusCode.BadRequest, "The document is not taken in: 1 problem in it.")]
    [InlineData("/api/incidents", Note, "image/png", HttpStatusCode.UnsupportedMediaType,
        "A document is plain UTF-8 text of one of the types application/json,")]
    [InlineData("/api/incidents?dryrum=true", Note, "text/markdown", HttpStatusCode.BadRequest,
        "There is no key dryrum here; known are name, dryRun (did you mean dryRun?).")]
    [InlineData("/api/incidents?dryRun=perhaps", Note, "text/markdown", HttpStatusCode.BadRequest, "dryRun is true or false, not perhaps.")]
    [InlineData("/api/incidents?name=a&name=b", Note, "text/markdown", HttpStatusCode.BadRequest, "name comes 2 times; give it once.")]
    [InlineData("/api/incidents?name=a%0Ab", Note, "text/markdown", HttpStatusCode.BadRequest, "name is what a file would be called")]
    public async Task What_cannot_be_taken_is_refused_with_a_sentence(string path, string body, string type, HttpStatusCode status, string sentence)
    {
        var answer = await worker.PostAsync(path, body, type);
        Assert.Equal(status, answer.Status);
        Assert.StartsWith(sentence, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("..\\..\\escape")]
    [InlineData("/etc/escape")]
    [InlineData(".hidden-escape")]
    [InlineData("~escape")]
    [InlineData("escape.tmp")]
    public async Task No_name_leads_out_of_the_drop_folder(string name)
    {
        var answer = await worker.PostAsync($"/api/incidents?name={Uri.EscapeDataString(name)}", NoteOf(name), "text/markdown");
        Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, answer.Text);
        var root = Path.GetDirectoryName(worker.Worker["data"])!;
        Assert.Empty(Directory.GetFiles(root).Concat(Directory.GetFiles(Path.GetDirectoryName(root)!, "*escape*")));
        Assert.False(File.Exists("/etc/escape.md"));
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        var large = Json("INC-50", Item(new string('x', 30_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await worker.PostAsync("/api/incidents", large, "application/json")).Status);
        using var endless = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(large)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{worker.Worker.Url}/api/incidents")) { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        var answer = await worker.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.StartsWith("The document is larger than is taken here (Intake:MaxFileBytes).", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_body_is_refused()
    {
        using var content = new StringContent(Note);
        content.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await worker.PostAsync("/api/incidents?name=x", content, "text/markdown")).Status);
    }

    [Fact]
    public async Task A_sender_that_hangs_up_leaves_nothing_behind()
    {
        var before = Directory.GetFileSystemEntries(worker.Worker["data", "inbox"]).Length;
        using (var socket = new TcpClient())
        {
            var url = new Uri(worker.Worker.Url);
            await socket.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /api/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"incident\":{\"id\":\"INC-60\""),
                TestContext.Current.CancellationToken);
        }
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync("/api/items?page=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync("/api/incidents/INC-60")).Status);
        Assert.InRange(Directory.GetFileSystemEntries(worker.Worker["data", "inbox"]).Length, 0, before);
    }
}
