using System.Text.Json.Nodes;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Slack;

namespace ActionSync.Tests.Contracts;

/// <summary>Answers as Slack's reference shows them, with every member, and what each of those means that is read.</summary>
public sealed class SlackPayloadReadingTests : IDisposable
{
    private readonly SlackStandIn _slack = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_sent_to_the_member_that_was_found()
    {
        _slack.Server.Shows(SlackStandIn.LookUp, User).Shows(SlackStandIn.Post, Posted);

        Assert.Equal("W012A3CDE (spengler@ghostbusters.example.com)",
            Assert.IsType<SendOutcome.Sent>(await _slack.Channel().SendAsync(SlackStandIn.Message("spengler@ghostbusters.example.com"), Cancel)).Where);
    }

    [Fact]
    public async Task Doctor_says_whose_token_it_is()
    {
        _slack.Server.Says(200, """{"ok":false,"error":"users_not_found"}""").Shows(SlackStandIn.Test, AuthTest);

        var finding = await _slack.Channel().CheckAsync(Cancel);

        Assert.True(finding.Good);
        Assert.Contains("the token is bot in Subarachnoid Workspace's", finding.Text, StringComparison.Ordinal);
    }

    /// <summary>What is not in this table is not read: a member that is taken out changes what the answer means.</summary>
    [Theory]
    [InlineData("ok", false)]
    [InlineData("user", false)]
    [InlineData("user.id", false)]
    [InlineData("user.deleted", true)]
    [InlineData("user.is_bot", true)]
    [InlineData("user.profile", true)]
    [InlineData("user.profile.email", true)]
    public async Task Each_member_of_a_user_that_is_read_stands_in_a_whole_answer_and_what_may_be_absent_may(string path, bool mayBeAbsent)
    {
        var whole = JsonNode.Parse(User)!;
        var parent = path.Split('.').SkipLast(1).Aggregate(whole, (node, name) => node[name]!).AsObject();
        Assert.True(parent.Remove(path.Split('.')[^1]), $"{path} is no member of Slack's answer");
        _slack.Server.Says(200, whole.ToJsonString());

        var answer = await _slack.Client().LookUpAsync("spengler@ghostbusters.example.com", Cancel);

        Assert.Equal(mayBeAbsent, answer.Ok && SlackMember.In(answer) is not null);
    }

    [Theory]
    [InlineData(Posted, "ts")]
    [InlineData(AuthTest, "user_id")]
    [InlineData(AuthTest, "team_id")]
    [InlineData(AuthTest, "user")]
    [InlineData(AuthTest, "team")]
    public async Task Each_member_of_the_other_answers_that_is_read_is_a_text(string answer, string path)
    {
        _slack.Server.Says(200, answer);

        Assert.False(string.IsNullOrEmpty((await _slack.Client().TestAsync(Cancel)).Json.Member(path).Text()));
    }

    [Fact]
    public async Task A_refusal_is_read_whole()
    {
        _slack.Server.Says(200,
            """{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"identify,users:read","response_metadata":{"messages":[]}}""");

        var answer = await _slack.Client().TestAsync(Cancel);

        Assert.Equal(("missing_scope", "chat:write", false), (answer.Error, answer.Needed, answer.Ok));
    }

    [Fact]
    public async Task An_answer_with_a_byte_order_mark_and_members_that_nobody_knows_is_read()
    {
        _slack.Server.Says(200,
            "\uFEFF" + """{"ok":true,"new_member":{"deep":[1,null]},"user":{"id":"U1","deleted":null,"is_bot":"no","profile":7,"tz_offset":1e99}}""");

        Assert.Equal("U1", SlackMember.In(await _slack.Client().LookUpAsync("alice@example.com", Cancel))?.Id);
    }

    public void Dispose() => _slack.Dispose();

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
}
