using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders;
using ActionSync.Reminders.Following;
using ActionSync.Reminders.Policy;
using ActionSync.Testing;
using ActionSync.Tests.Reminders;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Links;

/// <summary>What a link out of a reminder can still do, by what has happened since; and what it does, once.</summary>
public sealed class FollowedLinkTests : IAsyncDisposable
{
    private const string Alice = "alice@x.org";
    private const string Boss = "boss@x.org";

    private readonly ReminderHarness _harness = new();

    public FollowedLinkTests()
    {
        (_harness.Options.Dashboard.PublicUrl, _harness.Options.Ledger.Namespace) = ("https://a.example", "test");
        _harness.People[Alice] = new() { Manager = Boss };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What happened to the item since, and what each link says of it; null where it acts.</summary>
    public static TheoryData<string, string, string?> Since => new()
    {
        { "nothing", "Snooze 1 day", null },
        { "nothing", "Snooze 1 week", null },
        { "nothing", "Not mine", null },
        { "done", "Snooze 1 day", "It is done already, since 2024-01-15." },
        { "won't do", "Not mine", "It is closed already: won't do." },
        { "missing", "Snooze 1 day", "Its issue is not there any more." },
        { "another owner", "Snooze 1 day", "Its owner is bob@x.org by now." },
        { "another owner", "Not mine", "Its owner is bob@x.org by now." },
        { "no owner", "Not mine", "Nobody owns it by now." },
        { "snoozed", "Snooze 1 day", "It is snoozed already, until 2024-01-20 by carol." },
        { "snoozed", "Snooze 1 week", null },
        { "snoozed", "Not mine", null },
        { "another title", "Snooze 1 day", null },
        { "another deadline", "Snooze 1 day", null },
    };

    [Theory, MemberData(nameof(Since))]
    public async Task What_changed_since_is_shown_instead(string since, string label, string? why)
    {
        var token = await TokenAsync(label);
        await HappensAsync(since);

        var link = await FollowAsync(token);
        if (why is null)
            Assert.IsType<FollowedLink.Ready>(link);
        else
            Assert.Equal(why, Assert.IsType<FollowedLink.Changed>(link).Why);
    }

    [Fact]
    public async Task An_item_that_is_not_known_any_more_is_gone_and_a_link_of_another_person_is_theirs()
    {
        var token = await TokenAsync("Not mine");
        Assert.IsType<FollowedLink.Ready>(await FollowAsync(token, Alice));
        Assert.IsType<FollowedLink.Ready>(await FollowAsync(token, "ALICE@X.ORG"));
        Assert.Equal("bob", Assert.IsType<FollowedLink.OtherPerson>(await FollowAsync(token, "bob")).User);

        await using (var work = await _harness.Database.BeginAsync(Token))
        {
            await work.ExecuteAsync("delete from items", null, Token);
            await work.CommitAsync(Token);
        }
        Assert.IsType<FollowedLink.Gone>(await FollowAsync(token));
    }

    [Fact]
    public async Task After_fourteen_days_it_has_expired()
    {
        var token = await TokenAsync("Snooze 1 day");
        _harness.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.IsType<FollowedLink.Ready>(await FollowAsync(token));
        _harness.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = Assert.IsType<FollowedLink.Refused>(await FollowAsync(token));
        Assert.IsType<LinkReading.Expired>(refused.Reading);
        Assert.Equal("INC-1/1", refused.Name);
    }

    [Fact]
    public async Task A_snooze_acts_once_leaves_its_trace_and_is_never_longer_than_configured()
    {
        _harness.Options.Reminding.MaxSnoozeDays = 7;
        var (day, week) = (await TokenAsync("Snooze 1 day"), MailLinks.TokenOf(MailLinks.Of(Mail(Alice), "Snooze 1 week")));
        _harness.Options.Reminding.MaxSnoozeDays = 3;
        var (first, second) = (await ReadyAsync(week), await ReadyAsync(week));

        var outcome = await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", first.Use, Token);
        await Assert.ThrowsAsync<LinkUsedException>(() => _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", second.Use, Token));

        Assert.Equal(new DateOnly(2024, 1, 19), Assert.IsType<SnoozeOutcome.Snoozed>(outcome).Until);
        Assert.Equal((EventKind.Snoozed, "link:alice@x.org", "from the reminder"),
            (await _harness.HistoryAsync()).Where(e => e.Kind == EventKind.Snoozed).Select(e => (e.Kind, e.Who!, e.Field!)).Single());
        Assert.Equal(_harness.Clock.GetUtcNow(), Assert.IsType<FollowedLink.Used>(await FollowAsync(week)).At);
        Assert.IsType<FollowedLink.Changed>(await FollowAsync(day));
    }

    [Fact]
    public async Task A_longer_snooze_replaces_a_shorter_one()
    {
        var day = await ReadyAsync(await TokenAsync("Snooze 1 day"));
        await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", day.Use, Token);
        var week = await ReadyAsync(MailLinks.TokenOf(MailLinks.Of(Mail(Alice), "Snooze 1 week")));

        var outcome = await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", week.Use, Token);

        Assert.Equal(new DateOnly(2024, 1, 23), Assert.IsType<SnoozeOutcome.Snoozed>(outcome).Until);
    }

    [Fact]
    public async Task A_shorter_snooze_replaces_no_longer_one_that_came_a_moment_before()
    {
        var day = await ReadyAsync(await TokenAsync("Snooze 1 day"));
        await HappensAsync("snoozed");

        Assert.IsType<SnoozeOutcome.Refused>(await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", day.Use, Token));
    }

    [Fact]
    public async Task Who_owns_it_a_moment_later_is_seen_in_the_act_s_own_transaction()
    {
        var ready = await ReadyAsync(await TokenAsync("Snooze 1 day"));
        await HappensAsync("another owner");
        await Assert.ThrowsAsync<LinkUsedException>(() => _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", ready.Use, Token));
        Assert.DoesNotContain(await _harness.HistoryAsync(), e => e.Kind == EventKind.Snoozed);
    }

    [Fact]
    public async Task A_refused_act_does_not_use_the_link_up()
    {
        var token = await TokenAsync("Snooze 1 day");
        var ready = await ReadyAsync(token);
        _harness.Options.Reminding.MaxSnoozeDays = 0;
        Assert.IsType<SnoozeOutcome.Refused>(await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", ready.Use, Token));
        Assert.Equal("Snoozing is turned off.", Assert.IsType<FollowedLink.Changed>(await FollowAsync(token)).Why);
        _harness.Options.Reminding.MaxSnoozeDays = 14;
        Assert.IsType<FollowedLink.Ready>(await FollowAsync(token));
    }

    [Fact]
    public async Task What_cannot_be_had_is_not_offered()
    {
        _harness.Options.Reminding.MaxSnoozeDays = 3;
        await TokenAsync("Snooze 1 day");
        Assert.Empty(MailLinks.All(Mail(Alice), "Snooze 1 week"));
        // Its issue lives in a service, where it is closed.
        Assert.Empty(MailLinks.All(Mail(Alice), "Done"));
    }

    [Fact]
    public async Task A_message_that_is_written_again_has_the_same_links()
    {
        var before = await TokenAsync("Snooze 1 day");
        File.Delete(Directory.GetFiles(_harness.Options.Channel<Mail.EmailOptions>().Outbox)[0]);
        await using (var work = await _harness.Database.BeginAsync(Token))
        {
            await work.ExecuteAsync("update reminders set state = 'failed'", null, Token);
            await work.CommitAsync(Token);
        }
        _harness.Clock.Advance(TimeSpan.FromMinutes(20));
        await _harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Equal(before, MailLinks.TokenOf(MailLinks.Of(Mail(Alice), "Snooze 1 day")));
    }

    private async Task HappensAsync(string since)
    {
        if (since == "snoozed")
            await _harness.Get<Snoozes>().SnoozeAsync("INC-1/a", new DateOnly(2024, 1, 20), "on leave", "cli:carol", Token);
        else
            await _harness.ChangeAsync("INC-1/a", item => since switch
            {
                "done" => item with { State = ItemState.Done, DoneAt = new DateTimeOffset(2024, 1, 15, 12, 0, 0, TimeSpan.Zero) },
                "won't do" => item with { State = ItemState.WontDo },
                "missing" => item with { State = ItemState.Missing },
                "another owner" => item with { Owner = "bob@x.org" },
                "no owner" => item with { Owner = null },
                "another title" => item with { Title = "Add two alerts" },
                "another deadline" => item with { Deadline = Deadline.ParseOrNull("2024-02-12") },
                _ => item,
            });
    }

    private async Task<string> TokenAsync(string label)
    {
        await _harness.MigratedAsync();
        await _harness.AddAsync(Some.Item());
        await _harness.Run.RunAsync(ReminderMode.Now, Token);
        return MailLinks.TokenOf(MailLinks.Of(Mail(Alice), label));
    }

    private string Mail(string person) => _harness.OutboxText($"2024-01-16-{person}.eml");

    private Task<FollowedLink> FollowAsync(string token, string? user = null) => _harness.Get<FollowedLinks>().ReadAsync(token, user, Token);

    private async Task<FollowedLink.Ready> ReadyAsync(string token) => Assert.IsType<FollowedLink.Ready>(await FollowAsync(token));

    public ValueTask DisposeAsync() => _harness.DisposeAsync();
}
