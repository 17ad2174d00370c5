using ActionSync.Configuration;
using ActionSync.Mail;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;
using ActionSync.Testing;

namespace ActionSync.Tests.Contracts;

/// <summary>What each of Teams' answers to a card means, and what is sent exactly.</summary>
public sealed class TeamsContractTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private readonly StandInServer _teams = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData(202, "", typeof(SendOutcome.Sent))]
    [InlineData(200, "1", typeof(SendOutcome.Sent))]
    [InlineData(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429", typeof(SendOutcome.Limited))]
    [InlineData(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403", typeof(SendOutcome.Failed))]
    [InlineData(200, "", typeof(SendOutcome.Sent))]
    [InlineData(200, " 1\r\n", typeof(SendOutcome.Sent))]
    [InlineData(200, "\"Accepted\"", typeof(SendOutcome.Sent))]
    [InlineData(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 500 with ContextId tcid=0..",
        typeof(SendOutcome.Failed))]
    [InlineData(200, "Summary or Text is required.", typeof(SendOutcome.Failed))]
    [InlineData(200, "Bad payload received by generic incoming webhook.", typeof(SendOutcome.Failed))]
    [InlineData(200, "Invalid webhook request", typeof(SendOutcome.Failed))]
    [InlineData(200, """{"error":{"code":"TriggerConditionNotMet","message":"not met"}}""", typeof(SendOutcome.Failed))]
    [InlineData(200, """{"message":"Blocked by policy"}""", typeof(SendOutcome.Failed))]
    [InlineData(200, """{"status":"failed"}""", typeof(SendOutcome.Failed))]
    [InlineData(200, "Webhook Bad Request - Null or empty event", typeof(SendOutcome.Unknown))]
    [InlineData(200, "[]", typeof(SendOutcome.Unknown))]
    [InlineData(200, "null", typeof(SendOutcome.Unknown))]
    [InlineData(200, "0", typeof(SendOutcome.Unknown))]
    [InlineData(200, "\u0000\ufffd", typeof(SendOutcome.Unknown))]
    [InlineData(200, """{"ok":true}""", typeof(SendOutcome.Unknown))]
    [InlineData(200, "<html>Please sign in</html>", typeof(SendOutcome.Unknown))]
    [InlineData(302, "", typeof(SendOutcome.Unknown))]
    [InlineData(400, """{"error":{"code":"WorkflowTriggerIsNotEnabled"}}""", typeof(SendOutcome.Failed))]
    [InlineData(401, "", typeof(SendOutcome.Failed))]
    [InlineData(404, "", typeof(SendOutcome.Failed))]
    [InlineData(429, "", typeof(SendOutcome.Limited))]
    [InlineData(500, "", typeof(SendOutcome.Unknown))]
    [InlineData(502, "<html>Bad Gateway</html>", typeof(SendOutcome.Unknown))]
    public async Task An_answer_is_a_yes_a_no_a_limit_or_unknown_and_a_card_is_never_sent_twice(int status, string body, Type outcome)
    {
        _teams.Says(status, body, "Content-Type: text/plain", "Location: /elsewhere");

        Assert.IsType(outcome, await SendAsync());
        Assert.Single(_teams.Requests);
    }

    [Fact]
    public async Task The_word_of_a_refusal_is_told_as_it_stands_in_a_whole_one()
    {
        // As Logic Apps sends it, with every member.
        _teams.Says(400, """{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"Could not execute workflow 'f0' trigger 'manual' with state 'Disabled': trigger is not enabled.","details":[],"innerError":null},"statusCode":400}""");

        var refused = Assert.IsType<SendOutcome.Failed>(await SendAsync());

        Assert.Contains("Teams refuses with status 400 (WorkflowTriggerIsNotEnabled)", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_goes_as_JSON_of_a_known_length_to_the_whole_address()
    {
        _teams.Says(202, "");

        await SendAsync();

        var sent = _teams.Request;
        Assert.Equal("POST", sent.Method);
        Assert.EndsWith("/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=a%2Bb-c_d", sent.Url, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", sent.Headers!["Content-Type"].Single());
        Assert.Equal($"{sent.BodyAsBytes!.Length}", sent.Headers["Content-Length"].Single());
        Assert.False(sent.Headers.ContainsKey("Authorization"));
    }

    public void Dispose()
    {
        _teams.Dispose();
        _http.Dispose();
    }

    private Task<SendOutcome> SendAsync()
    {
        var address = new Secret($"{_teams.Url}/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=a%2Bb-c_d");
        var digest = new Digest
        {
            To = new Recipient("alice@example.com", "Alice"),
            Day = new DateOnly(2024, 1, 16),
            Sequence = 1,
            PlannedAt = Now,
            Entries = [],
        };
        var post = new TeamsPost(address.Reveal(), "Channels:Teams:Url", _http, new FakeClock(Now));
        return new TeamsChannel(new TeamsOptions { Url = address }, post).SendAsync(digest, TestContext.Current.CancellationToken);
    }
}
