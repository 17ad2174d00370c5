using System.Text.Json.Nodes;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of GitHub's answers to the POST of an issue means: a no, a limit, or unknown; and what is posted exactly, once.</summary>
public sealed class GitHubCreateContractTests : IDisposable
{
    private readonly GitHubStandIn _github = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Status, body and one header, and then what becomes of the item: an outcome, or the fault of the whole tracker.</summary>
    public static TheoryData<int, string, string, string> Answers => new()
    {
        { 400, """{"message":"Problems parsing JSON"}""", "", nameof(CreateOutcome.Refused) },
        { 422, """{"message":"Validation Failed","errors":[{"field":"title","code":"missing_field"}]}""", "", nameof(CreateOutcome.Refused) },
        { 451, """{"message":"Repository access blocked"}""", "", nameof(CreateOutcome.Refused) },
        // The repository itself is the trouble.
        { 404, """{"message":"Not Found"}""", "", nameof(TrackerFault.NotFound) },
        { 410, """{"message":"Issues are disabled for this repo"}""", "", nameof(TrackerFault.NotFound) },
        { 401, """{"message":"Bad credentials"}""", "", nameof(TrackerFault.Unauthorised) },
        { 403, """{"message":"Resource not accessible by personal access token"}""", "", nameof(TrackerFault.Forbidden) },
        { 403, """{"message":"You have exceeded a secondary rate limit"}""", "Retry-After: 60", nameof(CreateOutcome.Deferred) },
        { 429, """{"message":"API rate limit exceeded"}""", "Retry-After: 60", nameof(CreateOutcome.Deferred) },
        { 500, """{"message":"Server Error"}""", "", nameof(CreateOutcome.Unknown) },
        { 502, "<html>Bad Gateway</html>", "", nameof(CreateOutcome.Unknown) },
        { 503, "", "Retry-After: 60", nameof(CreateOutcome.Unknown) },
        { 201, "<html>Please sign in</html>", "Content-Type: text/html", nameof(CreateOutcome.Unknown) },
        { 201, "", "", nameof(CreateOutcome.Unknown) },
        { 201, "null", "", nameof(CreateOutcome.Unknown) },
        { 201, "{}", "", nameof(CreateOutcome.Unknown) },
        { 201, "[]", "", nameof(CreateOutcome.Unknown) },
        { 201, """{"number":1,"ti""", "", nameof(CreateOutcome.Unknown) },
        { 201, "{}", "Content-Encoding: gzip", nameof(CreateOutcome.Unknown) },
        { 201, "{}", "Content-Encoding: deflate", nameof(CreateOutcome.Unknown) },
        { 201, "{}", "Content-Encoding: br", nameof(CreateOutcome.Unknown) },
        { 301, "", "Location: https://elsewhere.example/repos/acme/ops/issues", nameof(CreateOutcome.Unknown) },
        { 307, "", "Location: https://elsewhere.example/repos/acme/ops/issues", nameof(CreateOutcome.Unknown) },
        { 308, "", "", nameof(CreateOutcome.Unknown) },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_is_answered_it_is_posted_once_and_is_rightly_a_no_or_unknown(int status, string body, string header, string becomes)
    {
        _github.Server.Says(status, body, header);

        Assert.Equal(becomes, await OutcomeAsync());
        Assert.Single(_github.Creates);
    }

    [Theory]
    [InlineData(400, """{"message":"Problems parsing JSON"}""", "Problems parsing JSON")]
    [InlineData(422, """{"message":"Validation Failed","errors":["body is odd"]}""", "Validation Failed; body is odd")]
    [InlineData(422, """{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing"}]}""",
        "Validation Failed; title missing")]
    [InlineData(422, """{"message":"Validation Failed","errors":[{"field":"title","code":"missing_field"}]}""", "Validation Failed; title missing_field")]
    [InlineData(422, """{"message":"Validation Failed","errors":[{"field":"title","code":"already_exists"}]}""", "Validation Failed; title already_exists")]
    [InlineData(422, """{"message":"Validation Failed","errors":[{"field":"title","code":"unprocessable"}]}""", "Validation Failed; title unprocessable")]
    [InlineData(422, """{"message":"Validation Failed","errors":[{"field":"title","code":"invalid","message":"not this"},{"code":"custom"}]}""",
        "Validation Failed; title invalid (not this); custom")]
    public async Task What_is_refused_is_told_in_GitHub_s_words(int status, string body, string words)
    {
        _github.Server.Says(status, body);

        var refused = Assert.IsType<CreateOutcome.Refused>(Assert.Single(await _github.Tracker().CreateAsync([SomeDraft.Of()], Cancel)));

        Assert.Equal($"GitHub refuses ({status}: \"{words}\").", refused.Reason);
    }

    [Fact]
    public async Task It_is_posted_as_JSON_of_a_known_length_and_takes_nothing_away()
    {
        _github.Server.Says(500, "");

        await OutcomeAsync();

        var sent = Assert.Single(_github.Creates);
        var issue = JsonNode.Parse(sent.Body!)!.AsObject();
        Assert.Equal("/repos/acme/ops/issues", sent.Path);
        Assert.Equal("application/json", sent.Headers!["Content-Type"].Single());
        Assert.Equal($"{sent.BodyAsBytes!.Length}", sent.Headers["Content-Length"].Single());
        Assert.Equal("Add connection pool alerting", (string?)issue["title"]);
        Assert.DoesNotContain(issue, member => member.Value is null);
    }

    public void Dispose() => _github.Dispose();

    private async Task<string> OutcomeAsync()
    {
        try
        {
            return Assert.Single(await _github.Tracker().CreateAsync([SomeDraft.Of()], Cancel)).GetType().Name;
        }
        catch (TrackerException refused) when (!refused.PerhapsDone)
        {
            return refused.Fault.ToString();
        }
    }
}
