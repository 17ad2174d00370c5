using System.Runtime.Versioning;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Commands that only show leave every byte as it is, and work where not a byte can be written.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ShowCommandTests : IDisposable
{
    private readonly Actionsync _actionsync = new();
    private readonly TempFolder _temporary = new();

    private static string[][] Commands =>
    [
        ["status"], ["status", "--json"], ["history", "INC-1", "--json"], ["plan", "document.json"], ["check", "document.json"], ["report"],
        ["remind", "--preview", "--at", "2024-02-01T09:00"], ["verify"], ["doctor"],
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Not_a_byte_changes_in_the_data_folder(bool afterAKill)
    {
        await LiveAsync(afterAKill);
        var before = Everything();

        foreach (var command in Commands)
        {
            await RunAsync([], command);
            Assert.Equal(before, Everything());
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path, "actionsync-*"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task On_a_read_only_data_folder_they_say_the_same(bool afterAKill, bool byMount)
    {
        await LiveAsync(afterAKill);
        var said = new Dictionary<string, string>();
        foreach (var command in Commands)
            said[string.Join(' ', command)] = (await RunAsync([], command)).Exits(0).Stdout;
        Assert.Equal(afterAKill, said["history INC-1 --json"].Contains("said before the kill", StringComparison.Ordinal));

        var isMount = false;
        using var folder = byMount ? ReadOnlyFolder.ByMount(_actionsync["data"], out isMount) : ReadOnlyFolder.ByMode(_actionsync["data"]);
        foreach (var command in Commands.Where(c => c[0] != "doctor"))
            Assert.Equal(said[string.Join(' ', command)], (await RunAsync(folder.Launcher, command)).Exits(0).Stdout);

        var doctor = (await RunAsync(folder.Launcher, ["doctor"])).Exits(1).Stdout;
        Assert.Contains(isMount ? "BAD  ledger: cannot be written: the file system is read-only." : "BAD  ledger: cannot be written: this user may not write",
            doctor, StringComparison.Ordinal);
        Assert.Contains("BAD  board, folder:", doctor, StringComparison.Ordinal);
        Assert.Contains("BAD  Email:", doctor, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path, "actionsync-*"));
    }

    [Fact]
    public async Task Beside_a_running_worker_they_read_what_it_wrote_last()
    {
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        var worker = await _actionsync.StartWorkerAsync();
        await _actionsync.HasIssuesAsync("INC-1");

        Assert.Single(await _actionsync.StatusAsync());
        using (var folder = ReadOnlyFolder.ByMount(_actionsync["data"], out _))
            Assert.Contains("Add an alert", (await _actionsync.RunUnderAsync(folder.Launcher, "status")).Exits(0).Stdout, StringComparison.Ordinal);
        worker.Terminate();
        (await worker.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task Where_there_is_no_ledger_none_is_made()
    {
        _actionsync.Write("document.json", Json("INC-1", "Add an alert"));
        var before = Everything();

        foreach (var command in Commands.Append(["backup", "copy.db"]))
            Assert.Equal(command[0] switch { "history" => 1, "verify" or "backup" => 2, _ => 0 }, (await RunAsync([], command)).ExitCode);

        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task Routes_that_changed_move_items_with_the_next_pass_and_not_before()
    {
        _actionsync.Write("document.json", Json("INC-1", "Add an alert"));
        _actionsync.With("Routes:0:Tracker", "board").With("Routes:0:When:Priority", "P0");
        (await _actionsync.RunAsync("once", "--no-remind", "document.json")).Exits(3);
        _actionsync.With("Routes:0:When:Priority", "P1");
        var before = Everything();

        foreach (var command in Commands)
            await RunAsync([], command);

        Assert.Equal(before, Everything());
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
    }

    public void Dispose()
    {
        _actionsync.Dispose();
        _temporary.Dispose();
    }

    private Task<Ran> RunAsync(string[] surroundings, string[] command) =>
        surroundings.Length == 0 ? _actionsync.RunAsync(command) : _actionsync.RunUnderAsync(surroundings, command);

    private async Task LiveAsync(bool afterAKill)
    {
        _actionsync.Variable("TMPDIR", _temporary.Path);
        _actionsync.Write("document.json", Json("INC-1", "Add an alert", "Write a test"));
        (await _actionsync.RunAsync("once", "document.json")).Exits(0);
        if (afterAKill)
            Kill();
    }

    /// <summary>As a process leaves the ledger that is killed: what it committed last is in the file beside it.</summary>
    private void Kill()
    {
        var ledger = _actionsync["data", "actionsync.db"];
        var parts = new[] { ledger, $"{ledger}-wal", $"{ledger}-shm" };
        using (var connection = new SqliteConnection($"Data Source={ledger};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // An event whose receipt is yet to be written: neither verify nor doctor has anything against it.
            command.CommandText =
                """
                pragma journal_mode = wal;
                insert into events (at, incident_id, kind, text) values (1, 'INC-1', 'remark', 'said before the kill');
                insert or replace into stale_receipts (incident_id, event_id) select 'INC-1', max(id) from events;
                """;
            command.ExecuteNonQuery();
            foreach (var part in parts)
                File.Copy(part, $"{part}.kept");
        }
        foreach (var part in parts)
            File.Move($"{part}.kept", part, overwrite: true);
        Assert.NotEqual(0, new FileInfo(parts[1]).Length);
    }

    /// <summary>Every file and folder with its time and its bytes, the ledger's own too.</summary>
    private Dictionary<string, string> Everything() => Directory.EnumerateFileSystemEntries(_actionsync["data"], "*", SearchOption.AllDirectories)
        .Append(_actionsync["data"])
        .ToDictionary(path => path, path => $"{File.GetLastWriteTimeUtc(path):O} {(File.Exists(path) ? Convert.ToBase64String(File.ReadAllBytes(path)) : "")}");
}
