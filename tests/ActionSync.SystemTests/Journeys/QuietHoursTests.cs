using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Smtp;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The first command of README at night: files are written at any hour, and nobody is disturbed unasked.</summary>
public sealed class QuietHoursTests : IAsyncDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly SlackSimulator _slack = new(TimeProvider.System, "xoxb-secret") { EverybodyIsMember = true };
    /// <summary>The reminding zone is named where the machine's own clock shows another hour.</summary>
    private const string Zone = @"( \(Etc/GMT[+-]\d+\))?";

    private readonly SmtpSimulator _smtp = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_mail_server_and_Slack_the_first_command_at_night_sends_nothing_and_says_when_it_will()
    {
        await ServicesAsync();
        _actionsync.AtHour(1).With("People:bob@company.com:Channel", "Slack");

        var once = (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);

        Assert.Equal(5, _actionsync.Pages.Count);
        Assert.Matches($"2 messages wait for today 09:00{Zone}; actionsync once --remind sends now", once.Stdout);
        Assert.Empty(_smtp.Inbox);
        Assert.Empty(_slack.Messages);
        Assert.Empty(_actionsync.Outbox);
        Assert.DoesNotContain("reminded", await _actionsync.HistoryAsync("INC-2024-0142"), StringComparison.Ordinal);

        var asked = (await _actionsync.RunAsync("once", "--remind")).Exits(0);

        Assert.Contains("2 reminders sent", asked.Stdout, StringComparison.Ordinal);
        Assert.Equal(["alice@company.com"], _smtp.Inbox.SelectMany(mail => mail.To));
        Assert.Equal(["bob@company.com"], _slack.Messages.Select(message => message.Email));
        var again = (await _actionsync.RunAsync("once", "--remind")).Exits(0);
        Assert.DoesNotContain("message", again.Stdout, StringComparison.Ordinal);
        Assert.Equal((1, 1), (_smtp.Inbox.Count, _slack.Messages.Count));
    }

    [Fact]
    public async Task Right_after_a_slot_the_same_command_sends()
    {
        await ServicesAsync();
        _actionsync.AtAnyHour();

        var once = (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);

        Assert.Contains("2 reminders sent", once.Stdout, StringComparison.Ordinal);
        Assert.Equal(["alice@company.com", "bob@company.com"], _smtp.Inbox.SelectMany(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_channel_all_is_shown_in_one_go_also_at_night()
    {
        _actionsync.AtHour(1);

        var once = (await _actionsync.RunAsync("once", Repository.Sample)).Exits(0);

        Assert.Contains("2 reminders sent, mail as files in ", once.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("wait", once.Stdout, StringComparison.Ordinal);
        Assert.Equal(["alice@company.com.eml", "bob@company.com.eml"], _actionsync.Outbox);
        Assert.Equal(5, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Files_are_written_beside_messages_that_wait()
    {
        await _slack.Host.StartAsync(0, Token);
        _actionsync.AtHour(22).With("Channels:Slack:BaseUrl", _slack.BaseUrl).With("Channels:Slack:Token", "xoxb-secret")
            .With("People:zoe@company.com:Channel", "Email");

        var once = (await _actionsync.OnceAsync(Json("INC-1", Item("One"), Item("Two", "zoe@company.com")))).Exits(0);

        Assert.Contains("1 message waits for tomorrow 09:00", once.Stdout, StringComparison.Ordinal);
        Assert.Equal(["zoe@company.com.eml"], _actionsync.Outbox);
        Assert.Empty(_slack.Messages);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Empty(_slack.Messages);
    }

    [Fact]
    public async Task All_that_waits_is_told_in_one_sentence_and_by_doctor()
    {
        await ServicesAsync();
        _actionsync.AtHour(22).With("Reminding:Report:0", "boss@company.com").With("Intake:Report:0", "leads@company.com");
        _actionsync.Drop("bad.json", """{"incident": {"id": "INC-9"}}""");

        var once = (await _actionsync.OnceAsync(Json("INC-1", Item("One")))).Exits(1);

        const string Waits = $"1 message, 1 mail with the weekly report and 1 mail about rejected documents wait for tomorrow 09:00{Zone}";
        Assert.Matches($"{Waits}; actionsync once --remind sends now", Flat(once.Stdout));
        Assert.Matches(Waits, Flat((await _actionsync.RunAsync("doctor")).Stdout));
        Assert.Empty(_smtp.Inbox);

        (await _actionsync.RunAsync("once", "--remind")).Exits(0);
        Assert.Equal(["alice@company.com", "boss@company.com", "leads@company.com"], _smtp.Inbox.SelectMany(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(" wait", (await _actionsync.RunAsync("once")).Exits(0).Stdout, StringComparison.Ordinal);

        static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Who_lives_by_other_clocks_is_told_of_with_them()
    {
        await ServicesAsync();
        var here = _actionsync.AtHour(22);
        here.With("People:alice@company.com:TimeZone", "Asia/Kathmandu").With("Reminding:CatchUpHours", "1")
            .With("Reminding:At:0", HourNotOpenIn("Asia/Kathmandu"));

        var once = (await here.OnceAsync(Json("INC-1", Item("One")))).Exits(0);

        Assert.Matches(@"1 message waits for (today|tomorrow) \d\d:\d\d \(Asia/Kathmandu\); actionsync once --remind sends now", once.Stdout);
    }

    /// <summary>An hour that is two hours ahead where they are, so that no slot is open there.</summary>
    private static string HourNotOpenIn(string zone) =>
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow().AddHours(2), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("HH:00", null);

    [Fact]
    public async Task Both_wishes_at_once_are_a_slip()
    {
        var ran = (await _actionsync.RunAsync("once", "--remind", "--no-remind")).Exits(2);

        Assert.Contains("--remind and --no-remind contradict each other", ran.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(_actionsync["data", "actionsync.db"]));
    }

    private async Task ServicesAsync()
    {
        await _slack.Host.StartAsync(0, Token);
        await _smtp.StartAsync(0);
        _actionsync.With("Channels:Slack:BaseUrl", _slack.BaseUrl).With("Channels:Slack:Token", "xoxb-secret")
            .With("Channels:Email:Host", "127.0.0.1").With("Channels:Email:Port", $"{_smtp.Port}").With("Channels:Email:Tls", "None");
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        await _slack.DisposeAsync();
        await _smtp.DisposeAsync();
    }
}
