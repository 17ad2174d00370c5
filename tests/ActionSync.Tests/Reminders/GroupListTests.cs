using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>A team's weekly list in its channel of Slack or Teams.</summary>
public sealed class GroupListTests : IAsyncLifetime
{
    // A Monday.
    private static readonly DateTimeOffset Slot = new(2024, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private readonly ReminderHarness _harness = new(Slot);
    private readonly SlackSimulator _slack;
    private readonly TeamsSimulator _teams;

    public GroupListTests() =>
        (_slack, _teams) = (new SlackSimulator(_harness.Clock, "xoxb-secret"), new TeamsSimulator(_harness.Clock, "signature"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _harness.MigratedAsync();
        await _slack.Host.StartAsync(0, Token);
        await _teams.Host.StartAsync(0, Token);
        _slack.AddChannel("#payments", "C024BE91L");
        _harness.Options.Channel<SlackOptions>().BaseUrl = _slack.BaseUrl;
        _harness.Options.Channel<SlackOptions>().Token = new Secret("xoxb-secret");
        _harness.People["alice@x.org"] = new() { Name = "Alice Chen" };
        _harness.Options.Groups = new Dictionary<string, GroupOptions>
        {
            ["payments"] = new() { Members = ["alice@x.org"], Services = ["checkout"], Channels = { [SlackKind.GroupKey] = "#payments" } },
        };
        await _harness.AddAsync(
            Some.Item(), Some.Item("INC-1/b", "bob@x.org", "Write a test", due: "2024-01-20") with { Priority = Priority.P3 },
            Some.Item("INC-1/c", null, "Nobody's", due: "2024-01-10"), Some.Item("INC-1/d", due: "2024-03-01"), Some.Item("INC-1/e", state: ItemState.Done));
        await _harness.AddAsync(Some.Incident("INC-2") with { Service = "search" }, Some.Item("INC-2/a", "zoe@x.org", "Another team's"));
    }

    [Fact]
    public async Task At_the_week_s_first_slot_the_channel_gets_what_is_overdue_and_what_comes_due_by_owner()
    {
        await RunAsync();

        var message = Assert.Single(_slack.Messages);
        Assert.Equal(("C024BE91L", "payments: 2 overdue, 1 due in the next 7 days"), (message.Member, message.Text));
        var text = string.Join('\n', message.Blocks).Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
        Assert.Equal(
            """
            *payments: 2 overdue, 1 due in the next 7 days*
            *Overdue (2)*
            *nobody*
            • <https://tracker.test/x/y/INC-1%2Fc|Nobody's>: 5 days overdue, P1, INC-1
            *Alice Chen*
            • <https://tracker.test/x/y/INC-1%2Fa|Add an alert>: 3 days overdue, P1, INC-1
            *Due in the next 7 days (1)*
            *bob@x.org*
            • <https://tracker.test/x/y/INC-1%2Fb|Write a test>: due in 5 days, P3, INC-1
            """, text);
    }

    [Fact]
    public async Task It_comes_once_a_week_whatever_is_started_again()
    {
        for (var hour = 0; hour < 24 * 8; hour++)
        {
            await RunAsync(hour % 2 == 0 ? ReminderMode.OnSchedule : ReminderMode.CatchUp);
            if (hour % 50 == 0)
                await _harness.RestartAsync();
            _harness.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(2, _slack.Messages.Count);
    }

    [Theory]
    [InlineData("2024-01-15T08:59:00Z", "OnSchedule", 0)]
    [InlineData("2024-01-15T08:59:00Z", "CatchUp", 0)]
    [InlineData("2024-01-15T08:59:00Z", "Now", 1)]
    [InlineData("2024-01-15T13:00:00Z", "OnSchedule", 0)]
    [InlineData("2024-01-20T09:00:00Z", "Now", 0)]
    [InlineData("2024-01-17T09:30:00Z", "OnSchedule", 1)]
    public async Task It_is_posted_only_when_people_may_be_disturbed(string now, string mode, int posted)
    {
        var moment = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        if (moment < Slot)
            _harness.Clock.SetBack(moment);
        else
            _harness.Clock.MoveTo(moment);

        await RunAsync(Enum.Parse<ReminderMode>(mode));

        Assert.Equal(posted, _slack.Messages.Count);
    }

    [Fact]
    public async Task A_list_that_only_the_hour_keeps_back_waits_and_one_with_nothing_to_tell_does_not()
    {
        _harness.Clock.MoveTo(Slot.AddHours(4));
        Assert.Equal("1 weekly list of a team waits for tomorrow 09:00",
            HeldMessages.Sentence(await _harness.Get<GroupLists>().HeldAsync(Token), _harness.Clock.GetUtcNow(), TimeZoneInfo.Utc));

        foreach (var key in new[] { "INC-1/a", "INC-1/b", "INC-1/c" })
            await _harness.ChangeAsync(key, item => item with { State = ItemState.Done });
        Assert.Null(HeldMessages.Sentence(await _harness.Get<GroupLists>().HeldAsync(Token), _harness.Clock.GetUtcNow(), TimeZoneInfo.Utc));

        await _harness.ChangeAsync("INC-1/a", item => item with { State = ItemState.Open });
        await RunAsync(ReminderMode.Now);
        Assert.DoesNotContain(await _harness.Get<GroupLists>().HeldAsync(Token), held => held.Count > 0);
    }

    [Fact]
    public async Task A_channel_that_the_app_is_not_in_is_told_with_what_to_do_and_gets_its_list_once_the_app_is_invited()
    {
        _slack.AddChannel("#payments", "C024BE91L", isMember: false);

        var failed = Assert.Single((await RunAsync()).Failed);
        Assert.Equal(
            "payments: Slack refuses: the app is not in #payments (not_in_channel). Invite it there (/invite), or give it the scope chat:write.public", failed);
        var finding = Assert.Single(await CheckAsync());
        Assert.False(finding.Good);
        Assert.StartsWith("it did not reach #payments: Slack refuses: the app is not in #payments", finding.Text, StringComparison.Ordinal);
        _slack.Invite("#payments");
        await RunAsync();
        Assert.Empty(_slack.Messages);
        _harness.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["payments"], (await RunAsync()).Sent);

        Assert.Single(_slack.Messages);
        Assert.Equal("it went to #payments this week", Assert.Single(await CheckAsync()).Text);
    }

    [Theory]
    [InlineData(true, "knows no channel #payments that the app may see (channel_not_found). Check Groups:payments:Slack")]
    [InlineData(false, "#payments is archived in Slack (is_archived). Name another channel in Groups:payments:Slack")]
    public async Task What_else_Slack_refuses_is_told_with_what_to_do(bool isPrivate, string told)
    {
        _slack.AddChannel("#payments", "C024BE91L", isMember: !isPrivate, isPrivate);
        if (!isPrivate)
            _slack.Archive("#payments");

        Assert.Contains(told, Assert.Single((await RunAsync()).Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_scope_for_public_channels_no_invitation_is_needed()
    {
        _slack.AddChannel("#payments", "C024BE91L", isMember: false);
        _slack.Scopes = [.. _slack.Scopes, "chat:write.public"];

        await RunAsync();

        Assert.Single(_slack.Messages);
    }

    [Fact]
    public async Task A_lost_answer_makes_no_second_list_and_doctor_says_that_nobody_knows()
    {
        _slack.Host.Faults.Next("POST", "/api/chat.postMessage", Fault.LoseAnswer());

        Assert.Empty((await RunAsync()).Sent);
        _harness.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();

        Assert.Single(_slack.Messages);
        var finding = Assert.Single(await CheckAsync());
        Assert.StartsWith("whether it reached #payments is not known: Slack's answer was lost", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_without_anything_to_tell_has_no_list()
    {
        foreach (var key in (string[])["INC-1/a", "INC-1/b", "INC-1/c"])
            await _harness.ChangeAsync(key, item => item with { State = ItemState.Done });

        await RunAsync();
        await _harness.ChangeAsync("INC-1/a", item => item with { State = ItemState.Open });
        await RunAsync();

        Assert.Empty(_slack.Messages);
        Assert.Equal("it goes to #payments; this week there was nothing to tell", Assert.Single(await CheckAsync()).Text);
    }

    [Fact]
    public async Task A_team_in_Teams_gets_a_card_that_mentions_nobody()
    {
        _harness.Options.Groups = new Dictionary<string, GroupOptions>
        {
            ["payments"] = new() { Services = ["checkout"], SecretChannels = { ["TeamsUrl"] = new Secret(_teams.Url) } },
        };

        await RunAsync();
        await RunAsync();

        var card = Assert.Single(_teams.Cards).ToJsonString();
        Assert.Contains("payments: 2 overdue, 1 due in the next 7 days", card, StringComparison.Ordinal);
        Assert.Contains("Alice Chen", card, StringComparison.Ordinal);
        Assert.DoesNotContain("mention", card, StringComparison.Ordinal);
        Assert.Equal("it went to the address of Groups:payments:TeamsUrl this week", Assert.Single(await CheckAsync()).Text);
    }

    [Fact]
    public void Hundreds_of_items_fit_into_a_message_and_the_rest_is_counted()
    {
        var entries = Enumerable.Range(0, 600)
            .Select(n => new GroupListEntry($"Item {n} {new string('x', 60)}", "https://tracker.test/" + n, "9 days overdue, P1, INC-1", null));
        var list = new GroupList("payments", "payments: 600 overdue",
            [new GroupListSection("Overdue", IsOverdue: true, [.. entries.Chunk(200).Select((chunk, n) => new GroupListOwner($"Owner {n}", chunk))])]);

        var slack = System.Text.Json.Nodes.JsonNode.Parse(SlackGroupPoster.Render(list, "#payments"))!["blocks"]!.AsArray();
        var texts = slack.Select(block => (string)block!["text"]!["text"]!).ToList();

        Assert.InRange(slack.Count, 3, 50);
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 3000));
        var shown = texts.Sum(text => text.Split('\n').Count(line => line.StartsWith('•')));
        Assert.Equal($"… and {600 - shown} more.", texts[^1]);
        Assert.InRange(TeamsGroupPoster.Render(list).Length, 1000, TeamsCard.MostBytes);
    }

    public async ValueTask DisposeAsync()
    {
        await _slack.DisposeAsync();
        await _teams.DisposeAsync();
        await _harness.DisposeAsync();
    }

    private Task<GroupListSummary> RunAsync(ReminderMode mode = ReminderMode.OnSchedule) => _harness.Get<GroupLists>().RunAsync(mode, Token);

    private Task<IReadOnlyList<Finding>> CheckAsync() => _harness.Get<GroupLists>().CheckAsync(Token);
}
