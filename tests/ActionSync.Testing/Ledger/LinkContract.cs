using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders.Store;

namespace ActionSync.Testing.Ledger;

/// <summary>What the ledger keeps of links: each acts once, there is one key, and what they changed is read back as it was written.</summary>
public abstract class LinkContract : LedgerHarness
{
    [Fact]
    public async Task Of_many_transactions_that_use_one_link_one_goes_on()
    {
        await InsertAsync(Some.Item("INC-1/a"));
        var acted = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var work = await Ledger.BeginAsync(Cancel);
            if (!await new LinkStore(work).TakeAsync(Use("one"), Cancel))
                return;
            Interlocked.Increment(ref acted);
            await work.CommitAsync(Cancel);
        }));
        Assert.Equal(1, acted);
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(Use("one"), await new LinkStore(read).FindAsync("one", Cancel));
    }

    [Fact]
    public async Task An_act_that_is_undone_leaves_the_link_as_good_as_new_and_what_has_expired_is_forgotten()
    {
        await using (var undone = await Ledger.BeginAsync(Cancel))
            Assert.True(await new LinkStore(undone).TakeAsync(Use("one"), Cancel));
        await WriteAsync(async work => Assert.True(await new LinkStore(work).TakeAsync(Use("one"), Cancel)));
        Clock.Advance(SignedLink.Lifetime + TimeSpan.FromSeconds(1));
        await WriteAsync(async work => Assert.True(await new LinkStore(work).TakeAsync(Use("two"), Cancel)));
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Null(await new LinkStore(read).FindAsync("one", Cancel));
        Assert.NotNull(await new LinkStore(read).FindAsync("two", Cancel));
    }

    [Fact]
    public async Task The_first_key_stays()
    {
        foreach (var secret in new[] { "first", "second" })
            await WriteAsync(work => new LinkStore(work).KeepKeyAsync(secret, Clock.GetUtcNow(), Cancel));
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal("first", await new LinkStore(read).KeyAsync(Cancel));
    }

    [Fact]
    public async Task A_handover_waits_until_its_issue_was_told_and_its_next_try_has_come()
    {
        var item = Some.Item("INC-1/a") with { State = ItemState.Open, Issue = new IssueRef("server", "place", "1", "#1", "") };
        await InsertAsync(item);
        var now = Clock.GetUtcNow();
        var handover = new LedgerHandover { ItemKey = item.Key, At = now, Person = "ann@x.org", Owner = "Ann", GivenTo = "boss@x.org" };
        await WriteAsync(work => new HandoverStore(work).AddAsync([handover, handover with { Person = "bob@x.org", Owner = null }], Cancel));
        await WriteAsync(work => new HandoverStore(work).AddAsync([handover with { GivenTo = "cy@x.org" }], Cancel));

        Assert.Equal([handover, handover with { Person = "bob@x.org", Owner = null }], await UntoldAsync());
        var later = handover with { Attempts = 2, RetryAt = now.AddMinutes(4) };
        await WriteAsync(work => new HandoverStore(work).SettleAsync(later, Cancel));
        await WriteAsync(work => new HandoverStore(work).SettleAsync(handover with { Person = "bob@x.org", ToldAt = now }, Cancel));
        Assert.Empty(await UntoldAsync());
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal([later], await UntoldAsync());
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal(2, (await new HandoverStore(read).OfOpenItemsAsync(Cancel)).Count);
        Assert.Equal(2, (await new HandoverStore(read).OfItemAsync(item.Key, Cancel)).Count);
    }

    [Fact]
    public async Task A_mute_of_what_is_less_urgent_stands_beside_one_of_everything()
    {
        var now = Clock.GetUtcNow();
        var (day, until) = (new DateOnly(2024, 1, 16), new DateOnly(2024, 1, 20));
        var all = new LedgerMute { Person = "ann@x.org", At = now, Until = until, Who = "cli:bob" };
        var some = all with { At = now.AddSeconds(1), Until = DateOnly.MaxValue, StillUpTo = Priority.P1, Who = "link:ann@x.org" };
        foreach (var mute in new[] { all, some, some with { At = now.AddSeconds(2) } })
            await WriteAsync(work => new MuteStore(work).ReplaceAsync(mute, day, Cancel));
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Equal([all, some with { At = now.AddSeconds(2) }], await new MuteStore(read).InForceAsync(day, Cancel));
    }

    private async Task<IReadOnlyList<LedgerHandover>> UntoldAsync()
    {
        await using var read = await Ledger.ReadAsync(Cancel);
        return await new HandoverStore(read).UntoldAsync("server", "place", Clock.GetUtcNow(), Cancel);
    }

    private UsedLink Use(string id) => new()
    {
        Id = id,
        Person = "ann@x.org",
        ItemKey = "INC-1/a",
        Act = LinkAct.SnoozeDay.ToWord(),
        UsedAt = Clock.GetUtcNow(),
        ExpiresAt = Clock.GetUtcNow() + SignedLink.Lifetime,
    };
}
