using ActionSync.Items;
using ActionSync.Reminders.Store;

namespace ActionSync.Testing.Ledger;

/// <summary>What the ledger keeps so that nobody is disturbed too often: mutes, teams' weekly lists, and since when people wait for a slot.</summary>
public abstract class QuietContract : LedgerHarness
{
    private static readonly DateOnly Monday = new(2024, 1, 1);

    [Fact]
    public async Task A_mute_is_in_force_before_its_day_and_until_it_is_ended()
    {
        var now = Clock.GetUtcNow();
        var mute = new LedgerMute { Person = "ann@x.org", At = now, Until = Monday.AddDays(5), Who = "cli:bob", Reason = "on leave" };
        await WriteAsync(work => new MuteStore(work).AddAsync(mute, Cancel));
        await WriteAsync(work => new MuteStore(work).AddAsync(mute with { Person = "bob@x.org", Reason = null }, Cancel));

        await using (var read = await Ledger.ReadAsync(Cancel))
        {
            Assert.Equal([mute, mute with { Person = "bob@x.org", Reason = null }], await new MuteStore(read).InForceAsync(Monday.AddDays(4), Cancel));
            Assert.Empty(await new MuteStore(read).InForceAsync(Monday.AddDays(5), Cancel));
        }
        await WriteAsync(async work =>
        {
            Assert.Equal(1, await new MuteStore(work).EndAsync("ann@x.org", Monday, now, "cli:ann", Cancel));
            Assert.Equal(0, await new MuteStore(work).EndAsync("ann@x.org", Monday, now, "cli:ann", Cancel));
        });
        await using var after = await Ledger.ReadAsync(Cancel);
        Assert.Equal("bob@x.org", Assert.Single(await new MuteStore(after).InForceAsync(Monday, Cancel)).Person);
    }

    [Fact]
    public async Task A_list_is_posted_by_one_worker_and_again_only_where_it_was_refused()
    {
        var now = Clock.GetUtcNow();
        Assert.True(await ClaimAsync("one"));
        Assert.False(await ClaimAsync("two"));
        var failed = (await OnlyAsync()) with { State = GroupListState.Failed, NextTryAt = now.AddMinutes(10), Remark = "refused" };
        await WriteAsync(work => new GroupListStore(work).SettleAsync(failed, now, Cancel));
        Assert.Equal(failed, await OnlyAsync());
        Assert.True(await ClaimAsync("two"));
        var sent = await OnlyAsync();
        Assert.Equal((GroupListState.Sending, 2, "two"), (sent.State, sent.Attempts, sent.ClaimedBy));
        await WriteAsync(work => new GroupListStore(work).SettleAsync(sent with { State = GroupListState.Sent }, now, Cancel));
        Assert.False(await ClaimAsync("one"));
        await using var read = await Ledger.ReadAsync(Cancel);
        Assert.Empty(await new GroupListStore(read).OfWeekAsync(Monday.AddDays(7), Cancel));

        async Task<bool> ClaimAsync(string worker)
        {
            var claimed = false;
            await WriteAsync(async work => claimed = await new GroupListStore(work).ClaimAsync(Monday, "payments", "Slack", worker, now, Cancel));
            return claimed;
        }
    }

    [Fact]
    public async Task People_wait_since_reminders_were_last_planned_else_since_the_first_open_item()
    {
        var now = Clock.GetUtcNow();
        Assert.Null(await SinceAsync());
        await InsertAsync(Some.Item("INC-1/a") with { State = ItemState.Open });
        var seen = await SinceAsync();
        Assert.Equal(Some.Item("INC-1/a").FirstSeenAt, seen);
        await WriteAsync(work => new ReminderStore(work).TakeSlotAsync(now, now.AddMinutes(1), Cancel));
        Assert.Equal(now.AddMinutes(1), await SinceAsync());
    }

    private async Task<LedgerGroupList> OnlyAsync()
    {
        await using var read = await Ledger.ReadAsync(Cancel);
        return Assert.Single(await new GroupListStore(read).OfWeekAsync(Monday, Cancel));
    }

    private async Task<DateTimeOffset?> SinceAsync()
    {
        await using var read = await Ledger.ReadAsync(Cancel);
        return await new ReminderStore(read).WaitingSinceAsync(Cancel);
    }
}
