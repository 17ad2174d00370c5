using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Teams and people who want to be left in peace, as somebody who installs it configures them.</summary>
public sealed class TeamJourneyTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly SlackSimulator _slack = new(TimeProvider.System, "xoxb-secret");
    private readonly TeamsSimulator _teams = new(TimeProvider.System, "signature");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_team_gets_its_list_once_a_week_and_doctor_says_what_keeps_another_from_its_own()
    {
        await _slack.Host.StartAsync(0, Token);
        await _teams.Host.StartAsync(0, Token);
        _slack.AddChannel("#payments", "C024BE91L", isMember: false);
        _actionsync.AtAnyHour().With("Channels:Slack:BaseUrl", _slack.BaseUrl).With("Channels:Slack:Token", "xoxb-secret")
            .With("Reminding:Priorities", "P0").With("Groups:payments:Members:0", "alice@company.com").With("Groups:payments:Slack", "#payments")
            .With("Groups:platform:Members:0", "bob@company.com").With("Groups:platform:TeamsUrlFile", _actionsync.Write("url", _teams.Url));

        _actionsync.With("Routes:0:When:Priority", "P0").With("Routes:0:Tracker", "none").With("Routes:1:Tracker", "board");

        var once = (await _actionsync.OnceAsync(
            Json("INC-1", Item("Add an alert"), Item("Write a test", "bob@company.com", "P4"), Item("Left to others", priority: "P0")))).Exits(3);
        Assert.Contains("weekly list of platform sent", once.Stdout, StringComparison.Ordinal);
        Assert.Contains("Weekly list of payments: Slack refuses: the app is not in #payments (not_in_channel). Invite it there", once.Stderr,
            StringComparison.Ordinal);
        Assert.Contains("Write a test", Assert.Single(_teams.Cards).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Add an alert", _teams.Cards[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("BAD  weekly list of payments: it did not reach #payments", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout,
            StringComparison.Ordinal);

        _slack.Invite("#payments");
        Assert.Contains("weekly list of payments sent", (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("once", "--remind")).Exits(0);

        var message = Assert.Single(_slack.Messages);
        Assert.Equal(("#payments", "payments: 1 overdue, 0 due in the next 7 days"), (message.Email, message.Text));
        Assert.Single(_teams.Cards);
    }

    [Fact]
    public async Task Who_is_muted_gets_nothing_who_stands_in_gets_what_is_urgent_and_preview_doctor_and_list_show_it()
    {
        _actionsync.With("People:alice@company.com:Name", "Alice Chen").With("People:alice@company.com:Backup", "bob@company.com")
            .With("Reminding:Priorities", "P2");
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write(
            "one.json", Json("INC-1", Item("Add an alert"), Item("Write a test", priority: "P2"), Item("Drill", "carol@company.com"))))).Exits(0);

        Assert.Equal($"alice@company.com is muted until 2099-12-31.{Environment.NewLine}Until then bob@company.com is asked about their P0 and P1 items.",
            (await _actionsync.RunAsync("mute", "Alice Chen", "--until", "2099-12-31", "--reason", "on leave")).Exits(0).Stdout.Trim());
        Assert.StartsWith("alice@company.com  until 2099-12-31, by ", (await _actionsync.RunAsync("mute", "--list")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("its owner alice@company.com is muted until 2099-12-31 (on leave), and bob@company.com is the owner's backup",
            (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("ok   muted: alice@company.com is muted until 2099-12-31 (on leave); meanwhile 1 item goes to bob@company.com and 1 item of lower "
            + "priority waits", (await _actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);

        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(["bob@company.com.eml", "carol@company.com.eml"], _actionsync.Outbox);

        Assert.Equal("alice@company.com is muted no longer.", (await _actionsync.RunAsync("mute", "alice@company.com", "--end")).Exits(0).Stdout.Trim());
        Assert.Equal("Nobody is muted.", (await _actionsync.RunAsync("mute", "--list")).Exits(0).Stdout.Trim());
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Contains("alice@company.com.eml", _actionsync.Outbox);
    }

    [Theory]
    [InlineData(2, "Say mute PERSON --until DAY", "mute")]
    [InlineData(2, "Say mute PERSON --until DAY", "mute", "alice@company.com")]
    [InlineData(2, "Say mute PERSON --until DAY", "mute", "alice@company.com", "--end", "--until", "2099-01-01")]
    [InlineData(2, "Say mute PERSON --until DAY", "mute", "alice@company.com", "--list")]
    [InlineData(1, "The Team is nobody who is known", "mute", "The Team", "--until", "2099-01-01")]
    [InlineData(1, "2001-01-01 is not ahead", "mute", "alice@company.com", "--until", "2001-01-01")]
    [InlineData(1, "alice@company.com is not muted; actionsync mute --list shows who is", "mute", "alice@company.com", "--end")]
    public async Task What_cannot_be_meant_is_refused_with_what_to_say(int code, string said, params string[] command) =>
        Assert.Contains(said, (await _actionsync.RunAsync(command)).Exits(code).Stderr, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        await _slack.DisposeAsync();
        await _teams.DisposeAsync();
    }
}
