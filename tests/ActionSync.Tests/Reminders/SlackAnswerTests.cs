using System.Text.Json.Nodes;
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

    /// <summary>Answers that are not Slack's, or not whole: none may end the run.</summary>
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
    [MemberData(nameof(Foreign))]
    public async Task Doctor_takes_no_other_answer_for_Slack_s(string body)
    {
        await using var slack = await StartedAsync();
        slack.Host.Faults.Always(_ => new Fault.Answer(Moment.Before, 200, body, "application/json"));
        await using var harness = await HarnessAsync(slack);

        Assert.False((await CheckAsync(harness)).Good);
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(301, "")]
    [InlineData(403, """{"message":"Blocked by policy"}""")]
    [InlineData(404, "<html>Not found</html>")]
    [InlineData(418, "[]")]
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
    public async Task An_answer_with_a_byte_order_mark_and_members_that_nobody_knows_is_read()
    {
        await using var slack = await StartedAsync();
        slack.AddMember("p0@x.org", "U1");
        slack.Host.Faults.Next("GET", "/users.lookupByEmail",
            new Fault.Answer(Moment.Before, 200,
                "\uFEFF" + """{"ok":true,"new_member":{"deep":[1,null]},"user":{"id":"U1","deleted":null,"is_bot":"no","profile":7,"tz_offset":1e99}}""",
                "application/json"));
        await using var harness = await HarnessAsync(slack, people: 1);

        await harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal("U1", Assert.Single(slack.Messages).Member);
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
        Assert.Contains("is deactivated in Slack", harness.OutboxText(Assert.Single(harness.Outbox)), StringComparison.Ordinal);
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

    /// <summary>
    /// Every member that is read, with its type, in a whole answer as Slack's reference shows it. What is not in this table is not read: a member that is
    /// taken out changes what the answer means.
    /// </summary>
    [Theory]
    [InlineData("ok", false)]
    [InlineData("user", false)]
    [InlineData("user.id", false)]
    [InlineData("user.deleted", true)]
    [InlineData("user.is_bot", true)]
    [InlineData("user.profile", true)]
    [InlineData("user.profile.email", true)]
    public void Each_member_of_a_user_that_is_read_stands_in_a_whole_answer_and_what_may_be_absent_may(string path, bool mayBeAbsent)
    {
        var whole = JsonNode.Parse(User)!;
        var parent = path.Split('.').SkipLast(1).Aggregate(whole, (node, name) => node[name]!).AsObject();
        Assert.NotNull(Member(whole.ToJsonString()));
        Assert.True(parent.Remove(path.Split('.')[^1]), $"{path} is no member of Slack's answer");

        Assert.Equal(mayBeAbsent, Member(whole.ToJsonString()) is not null);
    }

    [Theory]
    [InlineData(Posted, "ts")]
    [InlineData(AuthTest, "user_id")]
    [InlineData(AuthTest, "team_id")]
    [InlineData(AuthTest, "user")]
    [InlineData(AuthTest, "team")]
    public void Each_member_of_the_other_answers_that_is_read_is_a_text(string answer, string path) =>
        Assert.False(string.IsNullOrEmpty(SlackAnswer.Read(System.Text.Encoding.UTF8.GetBytes(answer), default).Json.Member(path).Text()));

    [Fact]
    public void A_refusal_is_read_whole() =>
        Assert.Equal(("missing_scope", "chat:write", false),
            Read("""{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"identify,users:read","response_metadata":{"messages":[]}}"""));

    private const string User =
        """
        {"ok":true,"user":{"id":"W012A3CDE","team_id":"T012AB3C4","name":"spengler","deleted":false,"color":"9f69e7","real_name":"Egon Spengler","tz":"America/Los_Angeles","tz_label":"Pacific Daylight Time","tz_offset":-25200,
        "profile":{"title":"","phone":"","skype":"","avatar_hash":"ge3b51ca72de","status_text":"Print is dead","status_emoji":":books:","status_expiration":0,"real_name":"Egon Spengler","display_name":"spengler",
        "real_name_normalized":"Egon Spengler","display_name_normalized":"spengler","email":"spengler@ghostbusters.example.com","image_24":"https://a.example/24.jpg","image_original":null,"fields":null,"team":"T012AB3C4"},
        "is_admin":true,"is_owner":false,"is_primary_owner":false,"is_restricted":false,"is_ultra_restricted":false,"is_bot":false,"is_stranger":false,"updated":1502138686,"is_app_user":false,"is_invited_user":false,"has_2fa":false,
        "locale":"en-US","enterprise_user":{"id":"W1","teams":["T1"]}},"response_metadata":{"next_cursor":""}}
        """;

    private const string Posted =
        """
        {"ok":true,"channel":"C123ABC456","ts":"1503435956.000247","message":{"text":"Here's a message for you","username":"ecto1","bot_id":"B123ABC456","attachments":[{"text":"This is an attachment","id":1,"fallback":"This is an attachment's fallback"}],
        "type":"message","subtype":"bot_message","ts":"1503435956.000247"},"warning":"superfluous_charset","response_metadata":{"warnings":["superfluous_charset"]}}
        """;

    private const string AuthTest =
        """{"ok":true,"url":"https://subarachnoid.slack.com/","team":"Subarachnoid Workspace","user":"bot","team_id":"T0G9PQBBK","user_id":"W23456789","bot_id":"BZYBOTHED","is_enterprise_install":false,"enterprise_id":null,"expires_in":43200}""";

    private static SlackMember? Member(string json)
    {
        var answer = SlackAnswer.Read(System.Text.Encoding.UTF8.GetBytes(json), default);
        return answer.Ok ? SlackMember.In(answer) : null;
    }

    private static (string?, string?, bool) Read(string json)
    {
        var answer = SlackAnswer.Read(System.Text.Encoding.UTF8.GetBytes(json), default);
        return (answer.Error, answer.Needed, answer.Ok);
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
