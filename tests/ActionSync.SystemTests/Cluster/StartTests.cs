using System.Diagnostics;
using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Scheduling;
using ActionSync.SystemTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using Quartz;

namespace ActionSync.SystemTests.Cluster;

/// <summary>Workers that start while their database goes away and comes back.</summary>
public sealed class StartTests(PostgresFixture postgres)
{
    private const int Breaks = 8;

    [Fact]
    public async Task A_start_that_breaks_off_at_any_message_to_the_database_can_be_tried_again()
    {
        var database = await postgres.NewDatabaseAsync();
        var messages = await CountAsync(database);
        Assert.True(messages > Breaks);
        var broken = await Task.WhenAll(Enumerable.Range(0, Breaks).Select(n => BreakAsync(database, messages * n / Breaks)));
        Assert.True(broken.Count(wasBroken => wasBroken) > Breaks / 2, "too few of the starts broke off");
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_while_the_server_hangs_ends_with_0_within_ten_seconds()
    {
        var database = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        await using var gate = new Gate(database.Port);
        database.Port = gate.Port;
        using var place = new ProgramFolder();
        place.OnPostgres(database.ConnectionString);
        var worker = await place.StartWorkerAsync();
        gate.Hold();
        var watch = Stopwatch.StartNew();
        worker.Signal("TERM");
        (await worker.EndAsync()).Exits(0);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"it took {watch.Elapsed}");
    }

    /// <summary>How many messages a whole start sends once the tables are there.</summary>
    private static async Task<int> CountAsync(string database)
    {
        await using var first = await WorkerStand.OpenAsync(database);
        await first.StartAsync();
        await using var second = await WorkerStand.OpenAsync(database);
        var before = second.Gate.Passed;
        await second.StartAsync();
        return second.Gate.Passed - before;
    }

    /// <returns>False where the start needed fewer messages than that.</returns>
    private static async Task<bool> BreakAsync(string database, int after)
    {
        await using var worker = await WorkerStand.OpenAsync(database);
        worker.Gate.ShutAfter(after);
        var failure = await Record.ExceptionAsync(worker.StartAsync);
        worker.Gate.Open();
        if (failure is null)
            return false;
        Assert.True(Outage.IsOne(failure), $"Broken off at message {after}: {failure}");
        await worker.StartAsync();
        Assert.Equal(SchedulerStatus.Running, await worker.StatusAsync());
        return true;
    }

    /// <summary>A worker's services on a database behind a gate of its own, its ledger opened.</summary>
    private sealed class WorkerStand(Gate gate, ServiceProvider services) : IAsyncDisposable
    {
        private readonly SchedulerHost _clockwork = services.GetRequiredService<SchedulerHost>();

        public Gate Gate => gate;

        public static async Task<WorkerStand> OpenAsync(string database)
        {
            var connection = new NpgsqlConnectionStringBuilder(database);
            var gate = new Gate(connection.Port);
            connection.Port = gate.Port;
            var options = new ActionSyncOptions { Ledger = { Provider = LedgerProvider.Postgres, ConnectionString = new Secret(connection.ConnectionString) } };
            var services = new ServiceCollection().AddLogging().AddSingleton<IHostApplicationLifetime, ApplicationLifetime>().AddActionSync(
                options, Catalog.Default, TimeProvider.System).AddSchedule(WorkerHost.ScheduleOf(options)).BuildServiceProvider();
            await services.GetRequiredService<StartupChecks>().OpenAsync(TestContext.Current.CancellationToken);
            return new WorkerStand(gate, services);
        }

        public Task StartAsync() => _clockwork.StartAsync(TestContext.Current.CancellationToken);

        public async Task<SchedulerStatus> StatusAsync() => (await _clockwork.OfClusterAsync(TestContext.Current.CancellationToken)).Status;

        public async ValueTask DisposeAsync()
        {
            await _clockwork.StopAsync();
            await services.DisposeAsync();
            await gate.DisposeAsync();
        }
    }
}
