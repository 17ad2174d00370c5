using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Reminders.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Testing.Ledger;

/// <summary>Backing up and putting back, from either database into either.</summary>
public abstract class BackupContract : IAsyncLifetime
{
    private readonly FakeClock _clock = new();

    private protected TempFolder Folder { get; } = new();

    internal LedgerDatabase Ledger { get; private set; } = null!;

    internal LedgerBackup Backup { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Folder["backup.db"];

    public async ValueTask InitializeAsync()
    {
        Ledger = await MakeAsync(_clock);
        Backup = new LedgerBackup(Ledger, new LedgerExamination(Ledger, ReminderStore.ColumnRules), FileRights.Private, _clock);
        await Ledger.MigrateAsync(Cancel);
    }

    public virtual ValueTask DisposeAsync()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal abstract Task<LedgerDatabase> MakeAsync(TimeProvider clock);

    [Fact]
    public async Task What_was_backed_up_comes_back_and_ids_go_on_behind_it()
    {
        await TakeInAsync("INC-1", items: 3);
        await Backup.WriteAsync(File, Cancel);
        await TakeInAsync("INC-2", items: 2);
        await Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel);
        Assert.Equal(["INC-1/0", "INC-1/1", "INC-1/2"], await KeysAsync());
        await TakeInAsync("INC-3", items: 1);
        Assert.Equal(["INC-1/0", "INC-1/1", "INC-1/2", "INC-3/0"], await KeysAsync());
    }

    [Fact]
    public async Task A_backup_goes_into_the_other_kind_of_database_too()
    {
        await TakeInAsync("INC-1", items: 3);
        await Backup.WriteAsync(File, Cancel);
        var sqlite = new SqliteDatabase($"Data Source={Folder["other.db"]};Pooling=False", _clock);
        await new LedgerBackup(sqlite, new LedgerExamination(sqlite, ReminderStore.ColumnRules), FileRights.Private, _clock).RestoreAsync(
            File, OverwriteMode.Nothing, Cancel);
        await using var work = await sqlite.ReadAsync(Cancel);
        Assert.Equal(3, (await work.Items.OfIncidentAsync("INC-1", Cancel)).Count);
    }

    /// <summary>Whoever gets a backup could make cookies with them.</summary>
    [Fact]
    public async Task The_keys_of_cookies_are_in_no_backup_and_a_restore_has_others_made()
    {
        await TakeInAsync("INC-1", items: 1);
        await KeepKeyAsync("key-1");
        await Backup.WriteAsync(File, Cancel);
        var copy = new SqliteDatabase($"Data Source={File};Pooling=False", _clock);
        Assert.Equal([], await KeysOfCookiesAsync(copy));

        await Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel);
        Assert.Equal([], await KeysOfCookiesAsync(Ledger));
        Assert.Equal(["INC-1/0"], await KeysAsync());

        async Task KeepKeyAsync(string id)
        {
            await using var work = await Ledger.BeginAsync(Cancel);
            await work.ExecuteAsync("insert into protection_keys (id, xml, made_at) values (@id, '<key/>', 0)", new { id }, Cancel);
            await work.CommitAsync(Cancel);
        }

        static async Task<IReadOnlyList<string>> KeysOfCookiesAsync(LedgerDatabase ledger)
        {
            await using var work = await ledger.ReadAsync(Cancel);
            return await work.QueryAsync<string>("select id from protection_keys", null, Cancel);
        }
    }

    [Fact]
    public async Task A_ledger_that_holds_something_is_not_overwritten_unless_a_person_says_so()
    {
        await TakeInAsync("INC-1", items: 1);
        await Backup.WriteAsync(File, Cancel);
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(File, OverwriteMode.Nothing, Cancel));
        Assert.Contains("--replace", refusal.Message);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_the_ledger_stays_as_it_was()
    {
        await TakeInAsync("INC-1", items: 1);
        await System.IO.File.WriteAllTextAsync(File, "no database at all, but long enough to look like something", Cancel);
        await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel));
        await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(Folder["nothing.db"], OverwriteMode.Everything, Cancel));
        Assert.Equal(["INC-1/0"], await KeysAsync());
    }

    [Fact]
    public async Task What_was_committed_last_before_a_crash_is_restored_too()
    {
        // The process is gone, and its log is not yet in the file.
        var crashed = Folder["crashed.db"];
        var other = new SqliteDatabase($"Data Source={crashed};Pooling=False", _clock);
        await other.MigrateAsync(Cancel);
        await using (await other.ReadAsync(Cancel))
        {
            await using (var work = await other.BeginAsync(Cancel))
            {
                await work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel);
                await work.Items.InsertAsync(Some.Item("INC-1/0"), Cancel);
                await work.CommitAsync(Cancel);
            }
            foreach (var end in (string[])["", "-wal"])
                System.IO.File.Copy(crashed + end, File + end);
        }
        await Backup.RestoreAsync(File, OverwriteMode.Nothing, Cancel);
        Assert.Equal(["INC-1/0"], await KeysAsync());
    }

    [Theory]
    [InlineData("create table schema_versions (version integer)")]
    [InlineData("create table schema_versions (version integer, name text); insert into schema_versions values (1, 'init'), (2, 'users')")]
    [InlineData("create table notes (text text)")]
    public async Task Another_programs_database_is_refused_and_the_ledger_stays_as_it_was(string sql)
    {
        await TakeInAsync("INC-1", items: 1);
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Cancel);
        }
        var refusal = await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel));
        Assert.Contains("is no backup of a ledger", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["INC-1/0"], await KeysAsync());
    }

    [Fact]
    public async Task Half_a_backup_is_refused_and_the_ledger_stays_as_it_was()
    {
        await TakeInAsync("INC-1", items: 1);
        await Backup.WriteAsync(File, Cancel);
        using (var whole = System.IO.File.OpenWrite(File))
            whole.SetLength(whole.Length / 2);
        await Assert.ThrowsAsync<LedgerException>(() => Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel));
        Assert.Equal(["INC-1/0"], await KeysAsync());
    }

    [Fact]
    public async Task A_folder_is_no_place_for_a_backup_and_a_missing_one_is_made()
    {
        await TakeInAsync("INC-1", items: 1);
        await Assert.ThrowsAsync<LedgerException>(() => Backup.WriteAsync(Path.GetDirectoryName(File)!, Cancel));
        var deep = Folder["not", "there", "yet", "backup.db"];
        await Backup.WriteAsync(deep, Cancel);
        Assert.Equal([deep], Directory.GetFiles(Path.GetDirectoryName(deep)!));
    }

    [Fact]
    public async Task A_backup_is_whole_while_others_write()
    {
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
                await TakeInAsync($"BUSY-{n}", items: 2);
        }, Cancel);
        for (var n = 0; n < 5; n++)
        {
            await Backup.WriteAsync(File, Cancel);
            var copy = new SqliteDatabase($"Data Source={File};Pooling=False", _clock);
            await using var work = await copy.ReadAsync(Cancel);
            Assert.Equal(0,
                await work.SingleAsync<int>("select count(*) from incidents i where (select count(*) from items where incident_id = i.id) <> 2", null, Cancel));
        }
        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task After_a_restore_trackers_are_met_again_before_anything_is_created()
    {
        await TakeInAsync("INC-1", items: 1);
        await using (var work = await Ledger.BeginAsync(Cancel))
        {
            await work.Trackers.SaveAsync(
                new LedgerTracker { Name = "board", Server = "file", Place = "/board", FirstContactAt = _clock.GetUtcNow(), Cursor = "c" }, Cancel);
            await work.CommitAsync(Cancel);
        }
        await Backup.WriteAsync(File, Cancel);
        await Backup.RestoreAsync(File, OverwriteMode.Everything, Cancel);
        await using var read = await Ledger.ReadAsync(Cancel);
        var tracker = await read.Trackers.FindAsync("board", Cancel);
        Assert.Equal((null, "c"), (tracker!.FirstContactAt, tracker.Cursor));
    }

    private protected static PostgresDatabase OnPostgres(string connectionString, TimeProvider clock) =>
        new(connectionString, new Outage(clock, NullLogger<Outage>.Instance), clock);

    private async Task TakeInAsync(string incident, int items)
    {
        await using var work = await Ledger.BeginAsync(Cancel);
        await work.Incidents.SaveRevisionAsync(Some.Incident(incident), "one.json", Cancel);
        for (var n = 0; n < items; n++)
            await work.Items.InsertAsync(Some.Item($"{incident}/{n}") with { Tracker = "board" }, Cancel);
        await work.Events.AddAsync([Some.Event(incident, "taken in", _clock.GetUtcNow())], Cancel);
        await work.CommitAsync(Cancel);
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var work = await Ledger.ReadAsync(Cancel);
        return await work.Items.AllAsync().Select(i => i.Key).ToListAsync(Cancel);
    }
}
