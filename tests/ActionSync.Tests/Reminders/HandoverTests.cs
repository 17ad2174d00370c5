using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reminders.Following;
using ActionSync.Reminders.Policy;
using ActionSync.Testing;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Reminders;

/// <summary>"Not mine": who is asked instead, for how long, and what a promise made before becomes.</summary>
public sealed class HandoverTests : IAsyncDisposable
{
    private const string Alice = "alice@x.org";
    private const string Boss = "boss@x.org";
    private const string Office = "office@x.org";

    private readonly ReminderHarness _harness = new();

    public HandoverTests()
    {
        (_harness.Options.Dashboard.PublicUrl, _harness.Options.Ledger.Namespace) = ("https://a.example", "test");
        (_harness.Options.Reminding.Orphans, _harness.People[Alice]) = (Office, new() { Manager = Boss });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // Manager of the owner, of the reader, and the orphan list; who says that it is not theirs; who said so before; and who is asked.
    [InlineData("boss", "", "office", "alice", "", "boss")]
    [InlineData("", "", "office", "alice", "", "office")]
    [InlineData("", "", "", "alice", "", null)]
    [InlineData("boss", "", "office", "boss", "alice", "office")]
    [InlineData("boss", "chief", "office", "boss", "alice", "chief")]
    [InlineData("boss", "alice", "office", "boss", "alice", "office")]
    [InlineData("boss", "", "office", "office", "alice boss", null)]
    [InlineData("alice", "", "office", "alice", "", "office")]
    public void The_next_one_is_the_manager_else_the_orphan_list_and_nobody_who_said_no(
        string manager, string readersManager, string orphans, string reader, string declined, string? next)
    {
        var people = new PeopleDirectory(new Dictionary<string, PersonOptions>(StringComparer.OrdinalIgnoreCase)
        {
            [Alice] = new() { Manager = Address(manager) },
            [Boss] = new() { Manager = Address(readersManager) },
        });
        var routing = new ReminderRouting(
            new RemindingOptions { Orphans = Address(orphans) }, new Recipients(people), new HashSet<string>(),
            new Silence(new Dictionary<string, Mute>(), new DateOnly(2024, 1, 16)));
        var before = declined.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Address(name)!).ToHashSet();

        Assert.Equal(Address(next ?? ""), routing.InsteadOf(Address(reader)!, Alice, [], Items.Priority.P1, before).Person?.Address);

        static string? Address(string name) => name.Length == 0 ? null : $"{name}@x.org";
    }

    [Theory]
    // Manager of the owner, the orphan list, who says that it is not theirs, and what is to be set so that somebody else can be asked.
    [InlineData("", "", "alice", "Manager of People:alice@x.org or Reminding:Orphans")]
    [InlineData("", "office", "office", "Manager of People:alice@x.org, since Reminding:Orphans is office@x.org, who would hand it on")]
    [InlineData("", "alice", "boss", "Manager of People:alice@x.org, since Reminding:Orphans is alice@x.org, who owns it")]
    [InlineData("boss", "boss", "boss", "Manager of People:boss@x.org, since Reminding:Orphans is boss@x.org, who would hand it on")]
    public void Where_nobody_is_left_it_says_what_is_really_missing(string manager, string orphans, string reader, string advice)
    {
        var people = new PeopleDirectory(new Dictionary<string, PersonOptions>(StringComparer.OrdinalIgnoreCase)
        {
            [Alice] = new() { Manager = Address(manager) },
        });
        var routing = new ReminderRouting(
            new RemindingOptions { Orphans = Address(orphans) }, new Recipients(people), new HashSet<string>(),
            new Silence(new Dictionary<string, Mute>(), new DateOnly(2024, 1, 16)));

        var next = routing.InsteadOf(Address(reader)!, Alice, [], Items.Priority.P1, new HashSet<string>());

        Assert.Equal((null, advice), (next.Person, next.Why));

        static string? Address(string name) => name.Length == 0 ? null : $"{name}@x.org";
    }

    [Fact]
    public void Who_it_was_handed_to_is_asked_until_somebody_else_owns_it()
    {
        var handover = new Handover(Boss, Alice, new DateTimeOffset(2024, 1, 16, 10, 0, 0, TimeSpan.Zero), new HashSet<string> { Alice });
        var story = new PolicyScenario().Person(Alice, manager: Boss).Item("2024-01-12").Now("a", item => item with { Handover = handover })
            .At("2024-01-17 09:00").Now("a", item => item with { Handover = null, Owner = "bob@x.org" }).At("2024-01-18 09:00");

        Assert.Equal("boss: orphan a | bob: overdue a", story.Outcome);
    }

    [Fact]
    public void A_handover_of_an_earlier_owner_does_not_count()
    {
        LedgerHandover[] handovers = [Of(Alice, "alice", Boss, 1), Of("bob@x.org", "bob", Office, 2), Of(Alice, "alice", Office, 3)];
        Assert.Equal((Office, Alice), Latest("alice") is { } alice ? (alice.To, alice.By) : default);
        Assert.Equal(Office, Latest("bob")!.To);
        Assert.Null(Latest("carol"));
        Assert.Null(Latest(null));

        Handover? Latest(string? owner) => Handover.Latest(handovers, owner);

        static LedgerHandover Of(string person, string owner, string to, int second) =>
            new() { ItemKey = "a", At = DateTimeOffset.UnixEpoch.AddSeconds(second), Person = person, Owner = owner, GivenTo = to };
    }

    [Fact]
    public async Task It_is_handed_from_one_to_the_next_and_the_history_tells_it()
    {
        await RemindAsync();
        var alice = await ReadyAsync(Alice);
        Assert.StartsWith($"{Boss} will be asked about it in your place", alice.What, StringComparison.Ordinal);
        Assert.Equal(Boss, Assert.IsType<HandoverOutcome.HandedTo>(await HandOnAsync(alice)).To.Address);

        _harness.Clock.Advance(TimeSpan.FromDays(1));
        await _harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Equal(["2024-01-16-alice@x.org.eml", "2024-01-17-boss@x.org.eml"], _harness.Outbox);
        Assert.Contains("You are asked because alice@x.org said that it is not theirs, and it was handed to you.",
            MailLinks.Readable(_harness.OutboxText("2024-01-17-boss@x.org.eml")), StringComparison.Ordinal);
        Assert.Equal(Office, Assert.IsType<HandoverOutcome.HandedTo>(await HandOnAsync(await ReadyAsync(Boss, "2024-01-17"))).To.Address);

        _harness.Clock.Advance(TimeSpan.FromDays(1));
        await _harness.Run.RunAsync(ReminderMode.Now, Token);
        var office = await FollowAsync(Office, "2024-01-18");
        Assert.StartsWith("Nobody else can be asked about it.", Assert.IsType<FollowedLink.Changed>(office).Why, StringComparison.Ordinal);
        Assert.Equal(
            [("link:alice@x.org", Alice, Boss), ("link:boss@x.org", Alice, Office)],
            (await _harness.HistoryAsync()).Where(e => e.Kind == EventKind.HandedOver).Select(e => (e.Who!, e.Old!, e.New!)));
    }

    [Fact]
    public async Task A_message_that_was_promised_before_is_not_sent_after()
    {
        await RemindAsync();
        var ready = await ReadyAsync(Alice);
        await using (var work = await _harness.Database.BeginAsync(Token))
        {
            await work.ExecuteAsync("update reminders set state = 'failed'", null, Token);
            await work.CommitAsync(Token);
        }
        File.Delete(Path.Combine(_harness.Options.Channel<Mail.EmailOptions>().Outbox, "2024-01-16-alice@x.org.eml"));
        _harness.Clock.Advance(TimeSpan.FromMinutes(5));
        await HandOnAsync(ready);

        await _harness.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Equal(["2024-01-16-boss@x.org.eml"], _harness.Outbox);
    }

    [Fact]
    public async Task A_lost_ledger_learns_of_it_from_the_receipt()
    {
        await RemindAsync();
        await HandOnAsync(await ReadyAsync(Alice));
        var history = (await _harness.HistoryAsync()).Select(ReceiptEvent.Of).ToList();
        await using var work = await _harness.Database.ReadAsync(Token);

        var receipt = new Receipt("INC-1", "It broke", 1, [], history);
        Assert.Equal(
            await new HandoverStore(work).OfItemAsync("INC-1/a", Token),
            PastHandovers.Of(new ArchivedIncident("INC-1", [], receipt)));
    }

    private async Task RemindAsync()
    {
        await _harness.MigratedAsync();
        await _harness.AddAsync(Some.Item());
        await _harness.Run.RunAsync(ReminderMode.Now, Token);
    }

    private Task<HandoverOutcome> HandOnAsync(FollowedLink.Ready ready) => _harness.Get<Handovers>().HandOnAsync("INC-1/a", ready.Use, Token);

    private async Task<FollowedLink.Ready> ReadyAsync(string person, string day = "2024-01-16") =>
        Assert.IsType<FollowedLink.Ready>(await FollowAsync(person, day));

    private Task<FollowedLink> FollowAsync(string person, string day) => _harness.Get<FollowedLinks>()
        .ReadAsync(MailLinks.TokenOf(MailLinks.Of(_harness.OutboxText($"{day}-{person}.eml"), "Not mine")), null, Token);

    public ValueTask DisposeAsync() => _harness.DisposeAsync();
}
