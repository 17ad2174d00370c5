using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Teams;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

public sealed class TeamsChannelTests
{
    private const string Signature = "very-secret-signature";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_mentions_its_reader_and_links_the_issue()
    {
        await using var teams = await StartedAsync();
        await using var harness = await HarnessAsync(teams.Url);
        harness.People["alice@x.org"] = new() { Name = "Alice Chen" };

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var card = Assert.Single(teams.Cards);
        Assert.Equal("<at>Alice Chen</at>", (string?)card["msteams"]!["entities"]![0]!["text"]);
        Assert.Equal("alice@x.org", (string?)card["msteams"]!["entities"]![0]!["mentioned"]!["id"]);
        Assert.Contains("https://tracker.test/x/y/INC-1%2Fa", card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_never_asked_for_again()
    {
        await using var teams = await StartedAsync();
        teams.Host.Faults.Next("POST", "/invoke", Fault.LoseAnswer());
        await using var harness = await HarnessAsync(teams.Url);

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Single(teams.Cards);
        Assert.Single(harness.Outbox);
    }

    [Fact]
    public async Task A_refusal_falls_back_to_mail_and_never_shows_the_address()
    {
        await using var teams = await StartedAsync();
        await using var harness = await HarnessAsync(teams.Url.Replace(Signature, Signature + "-old", StringComparison.Ordinal));

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Empty(teams.Cards);
        var mail = harness.OutboxText(Assert.Single(harness.Outbox));
        Assert.Contains("Teams refuses with status 401", await harness.DetourAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mail + string.Concat((await harness.HistoryAsync()).Select(e => e.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403 with ContextId tcid=0..")]
    [InlineData("<html>Please sign in</html>")]
    public async Task A_200_whose_body_is_no_yes_is_no_reminder_and_mail_goes_out(string body)
    {
        await using var teams = await StartedAsync();
        teams.Host.Faults.Always(_ => new Fault.Answer(Moment.Before, 200, body, "text/plain"));
        await using var harness = await HarnessAsync(teams.Url);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("Teams", harness.OutboxText(Assert.Single(harness.Outbox)), StringComparison.Ordinal);
        Assert.Equal(("Email", ReminderState.Sent), Assert.Single(await harness.RemindersAsync()) is var r ? (r.Channel, r.State) : default);
    }

    [Fact]
    public async Task A_limit_that_a_connector_tells_inside_a_200_is_a_limit()
    {
        await using var teams = await StartedAsync();
        teams.Host.Faults.Next("POST", "/invoke",
            new Fault.Answer(Moment.Before, 200,
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0..", "text/plain"));
        await using var harness = await HarnessAsync(teams.Url);

        var running = harness.Run.RunAsync(ReminderMode.Now, Token);
        await Eventually.IsTrue(() => harness.Clock.Waiting > 0, "the run waits");
        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        await running;

        Assert.Single(teams.Cards);
        Assert.Empty(harness.Outbox);
    }

    [Theory]
    [InlineData(false, 1.9)]
    [InlineData(true, 1.9)]
    [InlineData(false, 8)]
    [InlineData(true, 8)]
    public async Task A_card_that_Teams_counts_as_too_large_is_sent_again_smaller(bool connector, double weight)
    {
        await using var teams = await StartedAsync();
        (teams.IsConnector, teams.Weight) = (connector, weight);
        await using var harness = await HarnessAsync(teams.Url);
        await harness.AddAsync(Some.Incident("INC-2"), [.. Enumerable.Range(0, 200).Select(n => Some.Item($"INC-2/{n}", title: new string('x', 290)))]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("more.", Assert.Single(teams.Cards).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(harness.Outbox);
        Assert.InRange(teams.Host.Log.Count("POST"), 2, 6);
    }

    [Fact]
    public async Task Where_no_card_is_small_enough_mail_goes_out_and_the_reason_is_the_size()
    {
        await using var teams = await StartedAsync();
        teams.Weight = 1_000;
        await using var harness = await HarnessAsync(teams.Url);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("too large", await harness.DetourAsync(), StringComparison.Ordinal);
        Assert.InRange(teams.Host.Log.Count("POST"), 1, 6);
    }

    [Fact]
    public async Task An_address_inside_an_answer_is_not_repeated()
    {
        await using var teams = await StartedAsync();
        teams.Host.Faults.Always(_ =>
            new Fault.Answer(Moment.Before, 200, $"Failed to call https://example.test/x?sig={Signature} with sig={Signature}", "text/plain"));
        await using var harness = await HarnessAsync(teams.Url);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.DoesNotContain(Signature, harness.OutboxText(Assert.Single(harness.Outbox)) + string.Concat((await harness.HistoryAsync()).Select(e => e.Text)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address very-secret-signature")]
    [InlineData("/relative/very-secret-signature")]
    [InlineData("ftp://127.0.0.1/very-secret-signature")]
    public async Task An_address_that_is_none_fails_without_being_shown(string url)
    {
        await using var harness = await HarnessAsync(url);

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        var findings = await harness.Get<ReminderChannels>().CheckAsync(Token);

        Assert.Single(harness.Outbox);
        Assert.DoesNotContain("secret", string.Concat((await harness.HistoryAsync()).Select(e => e.Text)) + string.Concat(findings), StringComparison.Ordinal);
        Assert.Contains(findings, f => f is { Good: false, Subject: "Teams" });
    }

    [Fact]
    public async Task Two_hundred_items_fit_into_a_card()
    {
        await using var teams = await StartedAsync();
        await using var harness = await HarnessAsync(teams.Url);
        await harness.AddAsync(Some.Incident("INC-2"), [.. Enumerable.Range(0, 200).Select(n => Some.Item($"INC-2/{n}", title: new string('x', 290)))]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("more.", Assert.Single(teams.Cards).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(harness.Outbox);
    }

    private static async Task<TeamsSimulator> StartedAsync()
    {
        var teams = new TeamsSimulator(TimeProvider.System, Signature);
        await teams.Host.StartAsync(0, Token);
        return teams;
    }

    private static async Task<ReminderHarness> HarnessAsync(string url)
    {
        var harness = await new ReminderHarness().MigratedAsync();
        harness.Options.Channel<TeamsOptions>().Url = new(url);
        await harness.AddAsync(Some.Item());
        return harness;
    }
}
