using ActionSync.Items;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Slack;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Whatever answers in Slack's place, and whatever Slack may answer: the reader gets the message another way, all others theirs.</summary>
public sealed class SlackAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One of each kind: no JSON, JSON of others, and a yes that names nothing; SlackContractTests has all.</summary>
    public static TheoryData<string> Foreign =>
        ["<html>Please sign in</html>", """{"message":"Blocked by policy"}""", """{"ok":true,"user":{"id":7},"ts":5}"""];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_look_up_that_is_answered_by_something_else_leaves_everybody_reminded(string body)
    {
        await using var slack = await StartedAsync();
        slack.Host.Faults.When(
            r => r.Path.Value!.EndsWith("lookupByEmail", StringComparison.Ordinal), new Fault.Answer(Moment.Before, 200, body, "application/json"), times: 100);
        await using var harness = await HarnessAsync(slack);

        var summary = await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(4, summary.Sent);
        Assert.True(summary.IsClean);
        Assert.Equal(4, harness.Outbox.Count);
        Assert.Empty(slack.Messages);
        Assert.Contains("Slack", harness.OutboxText("2024-01-16-p0@x.org.eml"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_post_that_is_answered_by_something_else_is_never_repeated_and_mail_goes_out(string body)
    {
        await using var slack = await StartedAsync();
        slack.Host.Faults.When(r => r.Method == "POST", new Fault.Answer(Moment.After, 200, body, "application/json"), times: 100);
        await using var harness = await HarnessAsync(slack);

        await harness.Run.RunAsync(ReminderMode.Now, Token);
        await harness.RestartAsync();
        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(4, harness.Outbox.Count);
        Assert.Equal(slack.Messages.Count, slack.Messages.Select(m => m.Email).Distinct().Count());
        Assert.All(await harness.RemindersAsync(), r => Assert.Equal((ReminderState.Sent, "Email"), (r.State, r.Channel)));
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(404, "<html>Not found</html>")]
    [InlineData(503, "null")]
    public async Task Any_other_status_falls_back_to_mail(int status, string body)
    {
        await using var slack = await StartedAsync();
        slack.Host.Faults.Always(_ => new Fault.Answer(Moment.Before, status, body, "text/html"));
        await using var harness = await HarnessAsync(slack);

        Assert.Equal(4, (await harness.Run.RunAsync(ReminderMode.Now, Token)).Sent);
        Assert.Equal(4, harness.Outbox.Count);
        Assert.False((await CheckAsync(harness)).Good);
    }

    [Fact]
    public async Task Somebody_deactivated_in_Slack_is_unreachable_there_and_gets_mail_that_says_so()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("p0@x.org", "U1");
        slack.Deactivate("p0@x.org");
        await using var harness = await HarnessAsync(slack, people: 1);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Empty(slack.Messages);
        Assert.Contains("is deactivated in Slack", await harness.DetourAsync(), StringComparison.Ordinal);
        Assert.Contains("Slack", Assert.Single(await harness.RemindersAsync()).Tried);
    }

    [Fact]
    public async Task A_configured_id_whose_account_was_deactivated_is_unreachable_too()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("p0@x.org", "U1");
        slack.Deactivate("p0@x.org");
        await using var harness = await HarnessAsync(slack, people: 1);
        harness.People["p0@x.org"] = new() { Accounts = { ["Slack"] = "U1" } };

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("Slack", Assert.Single(await harness.RemindersAsync()).Tried);
        Assert.Single(harness.Outbox);
    }

    [Fact]
    public async Task A_bot_is_nobody_to_remind()
    {
        await using var slack = await StartedAsync();
        slack.AddBot("p0@x.org", "U1");
        await using var harness = await HarnessAsync(slack, people: 1);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Empty(slack.Messages);
        Assert.Single(harness.Outbox);
    }

    [Fact]
    public async Task Who_is_who_in_Slack_is_asked_anew_for_each_message()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("p0@x.org", "U1");
        await using var harness = await HarnessAsync(slack, people: 1);
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        slack.AddMember("p0@x.org", "U2");
        harness.Clock.Advance(TimeSpan.FromDays(1));
        await harness.Run.RunAsync(ReminderMode.OnSchedule, Token);

        Assert.Equal(["U1", "U2"], slack.Messages.Select(m => m.Member));
    }

    [Fact]
    public async Task Doctor_says_whose_token_it_is_and_what_it_may_do()
    {
        await using var slack = await StartedAsync();
        await using var harness = await HarnessAsync(slack);

        var finding = await CheckAsync(harness);

        Assert.Equal((true, "the token is actionsync in Simulated's and may look people up and write to them"), (finding.Good, finding.Text));
    }

    [Fact]
    public async Task Doctor_names_those_of_Slack_s_readers_whom_Slack_does_not_know()
    {
        await using var slack = await StartedAsync();
        slack.EverybodyIsMember = false;
        slack.AddMember("p0@x.org", "U0");
        slack.AddMember("p1@x.org", "U1");
        slack.Deactivate("p1@x.org");
        await using var harness = await HarnessAsync(slack);
        foreach (var n in Enumerable.Range(0, 4))
            harness.People[$"p{n}@x.org"] = new() { Channel = n == 3 ? "Email" : "Slack", Left = n == 4 };

        var finding = await CheckAsync(harness);

        Assert.False(finding.Good);
        Assert.Contains("p1@x.org (U1) is deactivated in Slack; Slack has no member p2@x.org", finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("p3@x.org", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat:write")]
    [InlineData("users:read.email")]
    public async Task Doctor_names_a_scope_that_the_token_lacks(string scope)
    {
        await using var slack = await StartedAsync();
        slack.Scopes = [.. slack.Scopes.Where(s => s != scope)];
        await using var harness = await HarnessAsync(slack);

        var finding = await CheckAsync(harness);

        Assert.False(finding.Good);
        Assert.Contains(scope, finding.Text, StringComparison.Ordinal);
    }

    private static async Task<Finding> CheckAsync(ReminderHarness harness) =>
        (await harness.Get<ReminderChannels>().CheckAsync(Token)).Single(f => f.Subject == "Slack");

    private static async Task<SlackSimulator> StartedAsync()
    {
        var slack = new SlackSimulator(TimeProvider.System, "xoxb-secret") { EverybodyIsMember = true };
        await slack.Host.StartAsync(0, Token);
        return slack;
    }

    private static async Task<ReminderHarness> HarnessAsync(SlackSimulator slack, int people = 4)
    {
        var harness = await new ReminderHarness().MigratedAsync();
        harness.Options.Channel<SlackOptions>().BaseUrl = slack.BaseUrl;
        harness.Options.Channel<SlackOptions>().Token = new("xoxb-secret");
        await harness.AddAsync([.. Enumerable.Range(0, people).Select(n => Some.Item($"INC-1/{n}", $"p{n}@x.org"))]);
        return harness;
    }
}
