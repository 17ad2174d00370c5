using ActionSync.Items;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Slack;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Reminders by Slack over a real socket; Slack's own books are what counts.</summary>
public sealed class SlackChannelTests
{
    private const string BotToken = "xoxb-very-secret";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_found_by_address_and_gets_one_direct_message()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        await using var harness = await HarnessAsync(slack, Some.Item());

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var message = Assert.Single(slack.Messages);
        Assert.Equal("U1", message.Member);
        Assert.Contains("Add an alert", string.Concat(message.Blocks), StringComparison.Ordinal);
        Assert.Contains("4 days overdue", string.Concat(message.Blocks), StringComparison.Ordinal);
        Assert.Empty(harness.Outbox);
    }

    [Fact]
    public async Task A_configured_member_id_needs_no_look_up()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice.chen@elsewhere.org", "U7");
        await using var harness = await HarnessAsync(slack, Some.Item());
        harness.People["alice@x.org"] = new() { Accounts = { ["Slack"] = "U7" } };

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal("U7", Assert.Single(slack.Messages).Member);
        Assert.Equal(0, slack.Host.Log.Count("GET"));
    }

    [Fact]
    public async Task Somebody_who_is_not_in_Slack_gets_mail_that_says_so()
    {
        await using var slack = await StartedAsync();
        await using var harness = await HarnessAsync(slack, Some.Item());

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("users_not_found", await harness.DetourAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("invalid_blocks")]
    [InlineData("missing_scope")]
    public async Task A_refusal_with_ok_false_falls_back_to_mail(string error)
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        slack.RefuseNext(error);
        await using var harness = await HarnessAsync(slack, Some.Item());

        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(1, summary.Sent);
        Assert.Empty(slack.Messages);
        Assert.Contains(error, await harness.DetourAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_token_is_told_with_what_to_do_and_never_shown()
    {
        await using var slack = await StartedAsync("xoxb-another");
        await using var harness = await HarnessAsync(slack, Some.Item());

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        var finding = (await harness.Get<ReminderChannels>().CheckAsync(Token)).Single(f => f.Subject == "Slack");

        Assert.Equal((false, "Put a valid bot token into Channels:Slack:Token."), (finding.Good, finding.Advice));
        Assert.DoesNotContain(BotToken, harness.OutboxText(Assert.Single(harness.Outbox)), StringComparison.Ordinal);
        Assert.DoesNotContain(await harness.HistoryAsync(), e => e.Text.Contains(BotToken, StringComparison.Ordinal));
    }

    public static TheoryData<string> LostAnswers => ["reset after", "hang after", "500 after", "cut", "half", "internal_error"];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Where_the_answer_is_lost_Slack_is_never_asked_again_and_mail_goes_out(string how)
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        slack.Host.Faults.Next("POST", "/chat.postMessage", how switch
        {
            "reset after" => Fault.LoseAnswer(),
            "hang after" => Fault.HangForever(),
            "500 after" => Fault.Code(500, Moment.After),
            "cut" => new Fault.CutShort(),
            "half" => new Fault.HalfJson(),
            _ => Fault.Code(200, Moment.After, """{"ok":false,"error":"internal_error"}"""),
        });
        await using var harness = await HarnessAsync(slack, Some.Item());
        if (how == "hang after")
            harness.HttpPatience = TimeSpan.FromSeconds(1);

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        // A request that hangs is logged once its client has gone.
        await Eventually.IsTrue(() => slack.Host.Log.Count("POST") > 0, "the request is logged");
        Assert.Equal(1, slack.Host.Log.Count("POST"));
        Assert.Single(slack.Messages);
        Assert.Single(harness.Outbox);
        Assert.Equal(ReminderState.Sent, Assert.Single(await harness.RemindersAsync()).State);
    }

    [Fact]
    public async Task A_short_limit_is_waited_for()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        slack.Host.Faults.Next("POST", "/chat.postMessage", Fault.Limited(429, 5, """{"ok":false,"error":"ratelimited"}"""));
        await using var harness = await HarnessAsync(slack, Some.Item());

        var running = harness.Run.RunAsync(ReminderMode.Now, Token);
        await Eventually.IsTrue(() => harness.Clock.Waiting > 0, "the run waits");
        harness.Clock.Advance(TimeSpan.FromSeconds(5));
        await running;

        Assert.Single(slack.Messages);
        Assert.Empty(harness.Outbox);
    }

    [Fact]
    public async Task A_long_limit_is_left_to_a_later_run()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        slack.AddMember("bob@x.org", "U2");
        slack.Host.Faults.Next("POST", "/chat.postMessage", Fault.Limited(429, 300));
        await using var harness = await HarnessAsync(slack, Some.Item(), Some.Item("INC-1/b", "bob@x.org"));

        var first = await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        harness.Clock.Advance(TimeSpan.FromSeconds(299));
        var tooEarly = await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);
        harness.Clock.Advance(TimeSpan.FromSeconds(1));
        var inTime = await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal((2, 2, 2), (first.Failed, tooEarly.Waiting, inTime.Sent));
        Assert.Equal(3, slack.Host.Log.Count("POST"));
        Assert.Equal(2, slack.Messages.Count);
    }

    [Fact]
    public async Task An_outage_before_anything_is_sent_falls_back_to_mail()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        await using var harness = await HarnessAsync(slack, Some.Item());
        await slack.Host.StopAsync();

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Single(harness.Outbox);
    }

    [Fact]
    public async Task A_hundred_long_items_stay_within_Slack_s_limits()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("alice@x.org", "U1");
        await using var harness = await HarnessAsync(slack, [.. Enumerable.Range(0, 100).Select(n => Some.Item($"INC-1/{n}", title: new string('&', 400)))]);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        var message = Assert.Single(slack.Messages);
        Assert.True(message.Blocks.Sum(b => b.Length) <= 12_000, $"{message.Blocks.Sum(b => b.Length)} characters");
        Assert.Contains(message.Blocks, b => b.EndsWith("more.", StringComparison.Ordinal));
    }

    private static async Task<SlackSimulator> StartedAsync(string token = BotToken)
    {
        var slack = new SlackSimulator(TimeProvider.System, token);
        await slack.Host.StartAsync(0, Token);
        return slack;
    }

    private static async Task<ReminderHarness> HarnessAsync(SlackSimulator slack, params ActionSync.Ledger.LedgerItem[] items)
    {
        var harness = await new ReminderHarness().MigratedAsync();
        harness.Options.Channel<SlackOptions>().BaseUrl = slack.BaseUrl;
        harness.Options.Channel<SlackOptions>().Token = new(BotToken);
        await harness.AddAsync(items);
        return harness;
    }
}
