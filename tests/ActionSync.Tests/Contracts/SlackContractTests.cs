using ActionSync.Configuration;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of Slack's answers means, and what is sent to Slack exactly.</summary>
public sealed class SlackContractTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly StandInServer _slack = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

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
        { 302, "", false, "status 302", true, null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_a_yes_a_no_a_limit_or_unknown(int status, string body, bool ok, string? error, bool isUnknown, int? limitSeconds)
    {
        _slack.Says(status, body, "Location: /elsewhere");

        var answer = await Client().PostAsync("{}"u8.ToArray(), Cancel);

        Assert.Equal((ok, error, isUnknown), (answer.Ok, answer.Error, answer.IsUnknown));
        Assert.Equal(limitSeconds is { } seconds ? Now.AddSeconds(seconds) : null, answer.Until);
        // A message is never sent twice.
        Assert.Single(_slack.Requests);
    }

    [Theory]
    [InlineData("<html>Please sign in</html>", "text/html")]
    [InlineData("", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("{\"ok\":tr", "application/json")]
    public async Task What_is_not_Slack_s_is_unknown_and_told_as_foreign(string body, string type)
    {
        _slack.Says(200, body, $"Content-Type: {type}");

        var answer = await Client().PostAsync("{}"u8.ToArray(), Cancel);

        Assert.True(answer is { Ok: false, IsUnknown: true, IsForeign: true }, $"{answer}");
    }

    [Fact]
    public async Task A_limit_ends_when_Slack_says()
    {
        _slack.Says(429, """{"ok":false,"error":"ratelimited"}""", "Retry-After: 30");

        Assert.Equal(Now.AddSeconds(30), (await Client().TestAsync(Cancel)).Until);
    }

    [Fact]
    public async Task A_message_goes_as_JSON_of_a_known_length_with_the_token_in_its_header_alone()
    {
        _slack.Says(200, """{"ok":true}""");

        await Client().PostAsync("""{"channel":"U1","text":"Grüße"}"""u8.ToArray(), Cancel);

        var sent = _slack.Request;
        Assert.Equal(("POST", "/api/chat.postMessage"), (sent.Method, sent.Path));
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
        _slack.Says(200, """{"ok":true,"user":{"id":"U1"}}""");

        await Client().LookUpAsync(address, Cancel);

        Assert.Equal(("GET", "/api/users.lookupByEmail"), (_slack.Request.Method, _slack.Request.Path));
        Assert.Equal(("email", address), (Assert.Single(_slack.Request.Query!).Key, _slack.Request.Query!["email"].Single()));
    }

    public void Dispose()
    {
        _slack.Dispose();
        _http.Dispose();
    }

    private SlackClient Client() => new(
        new SlackOptions { BaseUrl = $"{_slack.Url}/api/", Token = new Secret("xoxb-secret") }, _http, new FakeClock(Now), NullLogger.Instance);
}
