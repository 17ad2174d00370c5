using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>Whoever is muted, or has the channel None, is sent nothing in any role; what is urgent goes to others meanwhile.</summary>
public sealed class MuteTests
{
    private static readonly DateTimeOffset Slot = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Urgent_items_of_a_muted_owner_go_to_the_backup_and_come_back_when_the_mute_ends()
    {
        var story = new PolicyScenario().Person("alice@x.org", backup: "bob@x.org", manager: "boss@x.org").Item("2024-01-15")
            .Muted("alice@x.org", "2024-01-17", "on leave").At("2024-01-16 09:00", "2024-01-17 09:00");

        Assert.Equal("bob: orphan a | alice: overdue a", story.Outcome);
    }

    [Fact]
    public void Whoever_unsubscribed_is_told_of_P0_and_P1_alone_and_nobody_is_asked_about_the_rest()
    {
        var story = new PolicyScenario().Person("alice@x.org", backup: "bob@x.org").Item("2024-01-15").Item("2024-01-15", priority: Priority.P2)
            .Unsubscribed("alice@x.org");
        story.Options.Priorities = [Priority.P4];
        story.At("2024-01-16 09:00");

        Assert.Equal("alice: overdue a", story.Outcome);
        Assert.Equal(
            "its owner alice@x.org is muted for what is less urgent than P1 (unsubscribed from a mail), and only P0 and P1 go to somebody else",
            story.WhyOf("b"));
    }

    [Fact]
    public void The_reason_says_until_when_and_who_stands_in()
    {
        var story = new PolicyScenario().Person("alice@x.org", manager: "boss@x.org").Item("2024-01-15").Muted("alice@x.org", "2024-01-20", "on leave")
            .At("2024-01-16 09:00");

        Assert.StartsWith("its owner alice@x.org is muted until 2024-01-20 (on leave), and boss@x.org is the owner's manager",
            story.WhyOf("a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "bob")]
    [InlineData("bob", "boss")]
    [InlineData("bob boss", "office")]
    public void Backup_manager_and_orphans_are_asked_in_this_order_and_the_first_who_is_not_muted(string muted, string asked)
    {
        var story = new PolicyScenario().Person("alice@x.org", backup: "bob@x.org", manager: "boss@x.org").With(o => o.Orphans = "office@x.org")
            .Item("2024-01-15", commander: "jane@x.org").Muted("alice@x.org", "2024-02-01");
        foreach (var name in muted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            story.Muted($"{name}@x.org", "2024-02-01");

        Assert.Equal($"{asked}: orphan a", story.At("2024-01-16 09:00").Outcome);
    }

    [Fact]
    public void What_is_less_urgent_waits_for_its_owner()
    {
        var story = new PolicyScenario().Person("alice@x.org", backup: "bob@x.org").With(o => o.Priorities = [Priority.P2])
            .Item("2024-01-15", priority: Priority.P2).Item("2024-01-15", priority: Priority.P0).Muted("alice@x.org", "2024-02-01").At("2024-01-16 09:00");

        Assert.Equal("bob: orphan b", story.Outcome);
        Assert.Equal("its owner alice@x.org is muted until 2024-02-01, and only P0 and P1 go to somebody else", story.WhyOf("a"));
    }

    [Fact]
    public void Where_nobody_stands_in_the_reason_says_what_to_set()
    {
        var story = new PolicyScenario().Person("alice@x.org").Item("2024-01-15").Muted("alice@x.org", "2024-02-01").At("2024-01-16 09:00");

        Assert.Equal("nobody", story.Outcome);
        Assert.EndsWith("neither a backup, a manager nor Reminding:Orphans can be asked: set Reminding:Orphans", story.WhyOf("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_muted_manager_gets_no_escalation()
    {
        var story = new PolicyScenario().Person("alice@x.org", manager: "chief@x.org").Item("2024-01-12").With(o => o.EscalateAfterDays = 1)
            .Muted("chief@x.org", "2024-02-01").At("2024-01-15 09:00", "2024-01-16 09:00");

        Assert.DoesNotContain("chief", story.Outcome, StringComparison.Ordinal);
        Assert.Contains("boss: escalated a", story.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void The_channel_None_mutes_for_good()
    {
        var story = new PolicyScenario().Person("alice@x.org", backup: "bob@x.org").WithoutChannel("alice@x.org").Item("2024-01-15")
            .At("2024-01-16 09:00");

        Assert.Equal("bob: orphan a", story.Outcome);
        Assert.Equal("its owner alice@x.org gets no messages, and you are their backup", Assert.Single(Assert.Single(story.Last).Entries).Role);
    }

    [Fact]
    public void Where_those_who_are_named_cannot_be_asked_either_the_advice_is_not_to_name_them()
    {
        var story = new PolicyScenario().Person("alice@x.org", manager: "boss@x.org").Person("boss@x.org").Person("orphans@x.org")
            .With(o => o.Orphans = "orphans@x.org").Muted("alice@x.org", "2024-02-01").Muted("orphans@x.org", "2024-02-01").Left("boss@x.org")
            .Item("2024-01-15", boss: null).Item("2024-01-15", owner: null, boss: null).At("2024-01-16 09:00");

        const string Advice = "can be asked: Reminding:Orphans is orphans@x.org, who is muted until 2024-02-01; name somebody else there, too";
        Assert.Equal($"its owner alice@x.org is muted until 2024-02-01, and neither a backup, a manager nor Reminding:Orphans {Advice}", story.WhyOf("a"));
        Assert.Equal($"nobody owns it, and neither a backup, a commander nor Reminding:Orphans {Advice}", story.WhyOf("b"));
        Assert.EndsWith("can be asked: set Reminding:Orphans",
            new PolicyScenario().Item("2024-01-15", owner: null).At("2024-01-16 09:00").WhyOf("a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "boss@x.org", null, "their manager is boss@x.org, who is muted until 2024-02-01; set another Manager of People:alice@x.org, or Reminding:Orphans")]
    [InlineData(null, "boss@x.org", "Reminding:Orphans is boss@x.org, who is muted until 2024-02-01; set Manager of People:alice@x.org")]
    [InlineData(null, null, "set Manager of People:alice@x.org")]
    public void Who_is_named_to_escalate_to_and_muted_is_not_asked_for_again(string? manager, string? orphans, string advice)
    {
        var story = new PolicyScenario().Person("alice@x.org", manager: manager).With(o => o.Orphans = orphans).Muted("boss@x.org", "2024-02-01")
            .Item("2024-01-12", boss: null).At("2024-01-15 09:00", "2024-01-18 09:00");

        Assert.Contains($"it would be escalated, but there is nobody to escalate to: {advice}", story.WhyOf("a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mute_is_kept_ends_by_its_day_or_by_hand_and_a_newer_one_counts()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        harness.People["alice@x.org"] = new() { Name = "Alice Chen" };
        var mutes = harness.Get<Mutes>();

        Assert.Equal(new MuteOutcome.Muted("alice@x.org", new(2024, 1, 20), IsKnown: true, "alice@x.org"),
            await mutes.MuteAsync("alice chen", new(2024, 1, 20), "on leave", "office", Token));
        await harness.RestartAsync();
        mutes = harness.Get<Mutes>();
        Assert.Equal(new Mute(new(2024, 1, 20), "office", "on leave"), Assert.Single(await mutes.InForceAsync(Token)).Value);
        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        await mutes.MuteAsync("ALICE@x.org", new(2024, 1, 18), " ", "alice", Token);
        Assert.Equal(new Mute(new(2024, 1, 18), "alice", null), Assert.Single(await mutes.InForceAsync(Token)).Value);
        Assert.Empty(await mutes.InForceAsync(new DateOnly(2024, 1, 18), Token));
        Assert.Equal(new MuteOutcome.Ended("alice@x.org"), await mutes.EndAsync("Alice Chen", "alice", Token));
        Assert.Empty(await mutes.InForceAsync(Token));
        Assert.IsType<MuteOutcome.Refused>(await mutes.EndAsync("alice@x.org", "alice", Token));
    }

    [Theory]
    [InlineData("The Team", "2024-02-01", "The Team is nobody who is known; give an e-mail address, or a name that stands under People")]
    [InlineData("alice@x.org", "2024-01-16", "2024-01-16 is not ahead; give a day after 2024-01-16, on which messages come again")]
    public async Task What_cannot_be_meant_is_refused_with_what_to_do(string person, string until, string reason)
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();

        Assert.Equal(new MuteOutcome.Refused(reason),
            await harness.Get<Mutes>().MuteAsync(person, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), null, "x", Token));
    }

    [Fact]
    public async Task Who_owns_nothing_and_stands_nowhere_is_perhaps_misspelt()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        await harness.AddAsync(Some.Item());

        Assert.Equal(new MuteOutcome.Muted("alise@x.org", new(2024, 2, 1), IsKnown: false, "alice@x.org"), await MuteAsync("alise@x.org"));
        Assert.Equal(new MuteOutcome.Muted("alice@x.org", new(2024, 2, 1), IsKnown: true, "alice@x.org"), await MuteAsync("alice@x.org"));

        async Task<MuteOutcome> MuteAsync(string person) => await harness.Get<Mutes>().MuteAsync(person, new(2024, 2, 1), null, "x", Token);
    }

    [Theory]
    [InlineData("orphans@x.org")]
    [InlineData("reader@x.org")]
    [InlineData("author@x.org")]
    [InlineData("manager@x.org")]
    [InlineData("member@x.org")]
    [InlineData("boss@x.org")]
    public async Task Whoever_stands_anywhere_in_the_configuration_or_an_incident_is_known(string person)
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        harness.Options.Reminding.Orphans = "Orphans@x.org";
        harness.Options.Reminding.Report = ["reader@x.org"];
        harness.Options.Intake.Report = ["author@x.org"];
        harness.Options.Groups = new Dictionary<string, GroupOptions> { ["Payments"] = new() { Members = ["member@x.org"] } };
        harness.People["alice@x.org"] = new() { Manager = "manager@x.org" };
        await harness.AddAsync(Some.Item());

        var outcome = await harness.Get<Mutes>().MuteAsync(person, new(2024, 2, 1), null, "x", Token);

        Assert.True(Assert.IsType<MuteOutcome.Muted>(outcome).IsKnown);
    }

    [Fact]
    public async Task Who_stands_in_is_told_and_that_nobody_does_in_the_order_in_which_they_are_asked()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        harness.People["alice@x.org"] = new() { Backup = "bob@x.org", Manager = "boss@x.org" };
        harness.People["bob@x.org"] = new();

        Assert.Equal("bob@x.org", await StandInAsync("alice@x.org"));
        Assert.Null(await StandInAsync("bob@x.org"));
        harness.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("boss@x.org", await StandInAsync("alice@x.org"));

        async Task<string?> StandInAsync(string person) =>
            Assert.IsType<MuteOutcome.Muted>(await harness.Get<Mutes>().MuteAsync(person, new(2024, 2, 1), null, "x", Token)).StandIn;
    }

    [Fact]
    public async Task A_mute_and_its_end_stand_in_the_history_of_what_is_open_of_theirs()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        await harness.AddAsync(
            Some.Item(), Some.Item("INC-1/b") with { Owner = "bob@x.org" }, Some.Item("INC-1/c") with { State = ItemState.Done });

        await harness.Get<Mutes>().MuteAsync("alice@x.org", new(2024, 2, 1), "on leave", "cli:jo", Token);
        await harness.Get<Mutes>().EndAsync("alice@x.org", "cli:kim", Token);
        await harness.Get<Mutes>().EndAsync("alice@x.org", "cli:kim", Token);

        await using var work = await harness.Get<LedgerDatabase>().ReadAsync(Token);
        Assert.Equal(
            [
                ("INC-1/a", "cli:jo", "on leave", "2024-02-01", "its owner alice@x.org was muted until 2024-02-01 by jo: on leave"),
                ("INC-1/a", "cli:kim", null, null, "the mute of its owner alice@x.org was ended by kim"),
            ],
            (await work.Events.OfKindsAsync([EventKind.Muted], DateTimeOffset.UnixEpoch).ToListAsync(Token))
                .Select(e => (e.ItemKey!, e.Who!, e.Field, e.New, e.Text)));
    }

    [Fact]
    public void Many_items_that_reach_nobody_for_one_cause_are_one_finding()
    {
        var muted = Enumerable.Range(1, 5).Select(n => Unheard($"INC-1/{n}", "alice@x.org", "its owner is muted: set Reminding:Orphans"));

        var findings = UnheardFindings.Of(
        [
            .. muted, Unheard("INC-1/f", null, "nobody owns it"), Unheard("INC-1/g", null, "x") with { ReachesNobody = false },
        ], new Dictionary<string, string> { ["INC-1/f"] = "INC-1/6" });

        Assert.Equal(
            [
                ("alice@x.org", "5 overdue items reach nobody: INC-1/1, INC-1/2, INC-1/3 and 2 more. Of each of them this is so: its owner is muted: set Reminding:Orphans."),
                ("INC-1/6", "it is overdue and reaches nobody: nobody owns it."),
            ],
            findings.Select(finding => (finding.Subject, finding.Text)));

        static Verdict Unheard(string key, string? owner, string reason) =>
            new(key, null, Included: false, reason) { Owner = owner, ReachesNobody = true };
    }

    [Fact]
    public async Task Who_is_muted_between_promise_and_sending_is_not_written_to()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        await harness.AddAsync(Some.Item());
        using var kill = new CancellationTokenSource();
        var channel = new RecordingChannel("Email", repeatsHarmlessly: true) { Before = _ => throw RecordingChannel.Killed(kill) };
        harness.OwnChannels.Add(channel);
        await Assert.ThrowsAsync<OperationCanceledException>(() => harness.Run.RunAsync(ReminderMode.OnSchedule, kill.Token));
        channel.Before = _ => null;
        await harness.RestartAsync();
        await harness.Get<Mutes>().MuteAsync("alice@x.org", new(2024, 2, 1), null, "x", Token);

        Assert.Equal(1, (await harness.Run.RunAsync(ReminderMode.OnSchedule, Token)).Dropped);
        Assert.Empty(channel.Delivered);
    }

    [Fact]
    public async Task Preview_and_doctor_show_who_is_muted_and_who_stands_in_and_no_report_is_mailed_to_them()
    {
        await using var harness = await new ReminderHarness(Slot).MigratedAsync();
        harness.People["alice@x.org"] = new() { Backup = "bob@x.org" };
        harness.People["carol@x.org"] = new() { Channel = PersonOptions.NoChannel };
        harness.Options.Reminding.Report = ["alice@x.org", "carol@x.org"];
        await harness.AddAsync(Some.Item(), Some.Item("INC-1/b") with { Priority = Priority.P3 });
        await harness.Get<Mutes>().MuteAsync("alice@x.org", new(2024, 2, 1), "on leave", "x", Token);

        var findings = await harness.Get<ReminderDoctor>().CheckAsync(Token);
        var preview = await harness.Run.PreviewAsync(null, "alice@x.org", Token);

        Assert.Equal(
            ["alice@x.org is muted until 2024-02-01 (on leave); meanwhile 1 item goes to bob@x.org and 1 item of lower priority waits",
                "carol@x.org gets no messages (People:carol@x.org:Channel is None)"],
            findings.Where(finding => finding.Subject == "muted").Select(finding => finding.Text));
        var reason = Assert.Single(preview.Verdicts, verdict => verdict.ItemKey == "INC-1/a").Reason;
        Assert.StartsWith("its owner alice@x.org is muted until 2024-02-01 (on leave), and bob@x.org is", reason, StringComparison.Ordinal);
        Assert.Equal(0, await harness.Get<WeeklyReport>().RunAsync(Token));
        Assert.Empty(harness.Outbox);
    }
}
