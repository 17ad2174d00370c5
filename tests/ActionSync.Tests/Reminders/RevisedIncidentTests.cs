using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Tests.Reminders;

/// <summary>What an incident says may change with each revision of its document: nothing of it is remembered from one look to the next.</summary>
public sealed class RevisedIncidentTests
{
    [Fact]
    public async Task A_revised_escalation_manager_counts_at_the_next_look_of_the_same_worker()
    {
        await using var harness = await new ReminderHarness().MigratedAsync();
        await harness.AddAsync(ReminderHarness.Some.Item());
        var items = new ReminderItems(harness.Database);
        Assert.Equal("boss@x.org", await ManagerAsync());

        await using (var work = await harness.Database.BeginAsync(Cancel))
        {
            var revised = ReminderHarness.Some.Incident() with { EscalationManager = "new-boss@x.org" };
            await work.Incidents.SaveRevisionAsync(new LedgerIncident(2, "another", revised, harness.Clock.GetUtcNow()), "{}", Cancel);
            await work.CommitAsync(Cancel);
        }

        Assert.Equal("new-boss@x.org", await ManagerAsync());

        async Task<string?> ManagerAsync() =>
            Assert.Single(await items.ReadAsync(Priority.P1, asked => new Snooze(asked, asked, "nobody", null), Cancel)).EscalationManager;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
