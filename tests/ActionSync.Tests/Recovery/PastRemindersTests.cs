using ActionSync.Archive;
using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Recovery;
using ActionSync.Reminders.Policy;
using ActionSync.Tests.Reminders;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Recovery;

/// <summary>What a receipt tells of reminders keeps a rebuilt ledger from sending them again.</summary>
public sealed class PastRemindersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_told_this_morning_where_they_are_is_not_told_again_today()
    {
        // Nine in the morning of Tuesday in Auckland.
        var morning = new DateTimeOffset(2024, 1, 15, 20, 0, 0, TimeSpan.Zero);
        await using var harness = await new ReminderHarness(morning.AddHours(1)).MigratedAsync();
        harness.People["alice@x.org"] = new PersonOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland") };
        harness.Options.Reminding.OverdueEveryDays = NumberOrList.One(1);
        await harness.AddAsync(Some.Item());
        var told = new ReceiptEvent(morning, "INC-1/a", EventKind.Reminded, "actionsync", "overdue", "2024-01-12", "alice@x.org", "reminded alice@x.org");
        var past = new PastReminders(harness.Options.Reminding, harness.Get<ReminderSlots>(), harness.Clock);

        await using (var work = await harness.Database.BeginAsync(Token))
        {
            await past.UseUpDigestsAsync(
                await past.WriteAsync(new ArchivedIncident("INC-1", [], new Receipt("INC-1", "It broke", 1, [], [told])), work, Token), work, Token);
            await work.CommitAsync(Token);
        }
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Empty(harness.Outbox);

        harness.Clock.MoveTo(morning.AddDays(1));
        await harness.Run.RunAsync(ReminderMode.Now, Token);
        Assert.Equal(["2024-01-17-alice@x.org.eml"], harness.Outbox);
    }
}
