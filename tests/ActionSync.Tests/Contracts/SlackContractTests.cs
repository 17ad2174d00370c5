using ActionSync.Mail;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of Slack's answers means, and what is sent to Slack exactly.</summary>
public sealed class SlackContractTests : IDisposable
{
    private readonly SlackStandIn _slack = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Status and body, and then: done, Slack's word, perhaps carried out, seconds until a limit ends.</summary>
    public static TheoryData<int, string, bool, string?, bool, int?> Answers => new()
    {
        { 200, """{"ok":true,"ts":"1.2","channel":"D1"}""", true, null, false, null },
        { 200, """{"ok":false,"error":"invalid_auth"}""", false, "invalid_auth", false, null },
        { 200, """{"ok":false,"error":"missing_scope","needed":"chat:write"}""", false, "missing_scope", false, null },
        { 200, """{"ok":false,"error":"users_not_found"}""", false, "users_not_found", false, null },
        { 200, """{"ok":false,"error":"ratelimited"}""", false, "ratelimited", false, 60 },
        // Slack on these: some of it may have been done.
        { 200, """{"ok":false,"error":"internal_error"}""", false, "internal_error", true, null },
        { 200, """{"ok":false,"error":"fatal_error"}""", false, "fatal_error", true, null },
        { 200, """{"ok":false,"error":"request_timeout"}""", false, "request_timeout", true, null },
        { 200, """{"ok":false,"error":"service_unavailable"}""", false, "service_unavailable", true, null },
        { 429, """{"ok":false,"error":"ratelimited"}""", false, "ratelimited", false, 60 },
        { 400, """{"ok":false,"error":"invalid_arguments"}""", false, "status 400", false, null },
        { 401, "", false, "status 401", false, null },
        { 404, "", false, "status 404", false, null },
        { 500, "", false, "status 500", true, null },
        { 503, "", false, "status 503", true, null },
        { 301, "", false, "status 301", true, null },
        { 302, "", false, "status 302", true, null },
        { 403, """{"message":"Blocked by policy"}""", false, "status 403", false, null },
        { 418, "[]", false, "status 418", false, null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_a_yes_a_no_a_limit_or_unknown(int status, string body, bool ok, string? error, bool isUnknown, int? limitSeconds)
    {
        _slack.Server.Says(status, body, "Location: /elsewhere");

        var answer = await _slack.Client().PostAsync("{}"u8.ToArray(), Cancel);

        Assert.Equal((ok, error, isUnknown), (answer.Ok, answer.Error, answer.IsUnknown));
        Assert.Equal(limitSeconds is { } seconds ? SlackStandIn.Now.AddSeconds(seconds) : null, answer.Until);
        // A message is never sent twice.
        Assert.Single(_slack.Server.Requests);
    }

    [Theory]
    [InlineData(200, "<html>Please sign in</html>", "text/html")]
    [InlineData(204, "", "text/html")]
    [InlineData(200, "", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "{\"ok\":tr", "application/json")]
    public async Task What_is_not_Slack_s_is_unknown_and_told_as_foreign(int status, string body, string type)
    {
        _slack.Server.Says(status, body, $"Content-Type: {type}");

        var answer = await _slack.Client().PostAsync("{}"u8.ToArray(), Cancel);

        Assert.True(answer is { Ok: false, IsUnknown: true, IsForeign: true }, $"{answer}");
    }

    /// <summary>Answers of whole calls that are not Slack's, or not whole.</summary>
    public static TheoryData<string> Foreign =>
    [
        """{"message":"Blocked by policy"}""", "[]", "[[{\"ok\":true}]]", "\"ok\"", "17", "true", "null", "", " ", "<html>Please sign in</html>", "ok",
        """{"ok":"true"}""", """{"ok":1}""", """{"ok":null}""", """{"ok":[true]}""", """{"ok":false}""", """{"ok":false,"error":null}""",
        """{"ok":false,"error":{"code":7}}""", """{"ok":false,"error":["invalid_auth"]}""",
        """{"ok":false,"error":""}""", """{"ok":false,"error":"\ud800"}""", """{"\ud800":1}""", """{"ok":true}""", """{"ok":true,"user":null}""",
        """{"ok":true,"user":[]}""", """{"ok":true,"user":"U1"}""", """{"ok":true,"user":{}}""", """{"ok":true,"user":{"id":null}}""",
        """{"ok":true,"user":{"id":7}}""", """{"ok":true,"user":{"id":"\ud800"}}""", """{"ok":true,"user":{"id":"../../evil"}}""",
        """{"ok":true,"user":{"id":"U9","profile":{"email":"somebody.else@x.org"}}}""", """{"ok":true,"ok":"no"}""", """{"ok":true,"ts":5}""",
        """{"ok":true,"ts":""}""", """{"ok":true,"ts":null,"message":"sent"}""", new string('[', 300) + new string(']', 300),
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_look_up_that_is_answered_by_something_else_is_a_no_and_nothing_is_posted(string body)
    {
        _slack.Server.Says(200, body);

        Assert.IsType<SendOutcome.Failed>(await _slack.Channel().SendAsync(SlackStandIn.Message(), Cancel));
        Assert.Equal(SlackStandIn.LookUp, _slack.Server.Request.Path);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_post_that_is_answered_by_something_else_is_unknown_and_never_repeated(string body)
    {
        _slack.Server.Says(200, body).Shows(SlackStandIn.LookUp, """{"ok":true,"user":{"id":"U1"}}""");

        Assert.IsType<SendOutcome.Unknown>(await _slack.Channel().SendAsync(SlackStandIn.Message(), Cancel));
        Assert.Single(_slack.Server.Asked("POST", SlackStandIn.Post));
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Doctor_takes_no_other_answer_for_Slack_s(string body)
    {
        _slack.Server.Says(200, body);

        Assert.False((await _slack.Channel().CheckAsync(Cancel)).Good);
    }

    [Fact]
    public async Task A_limit_ends_when_Slack_says()
    {
        _slack.Server.Says(429, """{"ok":false,"error":"ratelimited"}""", "Retry-After: 30");

        Assert.Equal(SlackStandIn.Now.AddSeconds(30), (await _slack.Client().TestAsync(Cancel)).Until);
    }

    [Fact]
    public async Task A_message_goes_as_JSON_of_a_known_length_with_the_token_in_its_header_alone()
    {
        _slack.Server.Says(200, """{"ok":true}""");

        await _slack.Client().PostAsync("""{"channel":"U1","text":"Grüße"}"""u8.ToArray(), Cancel);

        var sent = _slack.Server.Request;
        Assert.Equal(("POST", SlackStandIn.Post), (sent.Method, sent.Path));
        Assert.Equal("Bearer xoxb-secret", sent.Headers!["Authorization"].Single());
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"].Single());
        Assert.Equal("33", sent.Headers["Content-Length"].Single());
        Assert.Equal("""{"channel":"U1","text":"Grüße"}""", sent.Body);
        Assert.DoesNotContain("xoxb", sent.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("o'brien+a&b=c@example.com")]
    [InlineData("j\u00f6rg@example.com")]
    public async Task A_person_is_looked_up_by_an_escaped_address(string address)
    {
        _slack.Server.Says(200, """{"ok":true,"user":{"id":"U1"}}""");

        await _slack.Client().LookUpAsync(address, Cancel);

        Assert.Equal(("GET", SlackStandIn.LookUp), (_slack.Server.Request.Method, _slack.Server.Request.Path));
        Assert.Equal(("email", address), (Assert.Single(_slack.Server.Request.Query!).Key, _slack.Server.Request.Query!["email"].Single()));
    }

    public void Dispose() => _slack.Dispose();
}
