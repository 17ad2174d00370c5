using System.Diagnostics;
using System.Runtime.Versioning;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Files;

/// <summary>What the program keeps for itself is closed to others, whatever the mask of whoever starts it; where others work, the mask holds.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileRightsTests : IDisposable
{
    private const string Closed = "0700";
    private static readonly string[] Ledger = ["actionsync.db", "actionsync.db.lock", "actionsync.db.holder"];
    private readonly Actionsync _actionsync = new();

    public void Dispose() => _actionsync.Dispose();

    [Theory]
    [InlineData("000", false, "0700", "0600", "0777")]
    [InlineData("022", false, "0700", "0600", "0755")]
    [InlineData("000", true, "0770", "0660", "0777")]
    [InlineData("022", true, "0770", "0660", "0755")]
    [InlineData("027", true, "0770", "0660", "0750")]
    public async Task New_files_of_ledger_archive_outbox_and_backups_are_closed(string mask, bool group, string folder, string file, string shared)
    {
        Directory.Delete(_actionsync["data"], recursive: true);
        _actionsync.With("Files:Group", group ? "true" : "false").Write("incident.json", Json("INC-1", "Write the runbook"));

        (await RunAsync(mask, "once", "incident.json")).Exits(0);
        _actionsync.Drop("bad.json", """{"incident":{"id":"INC-2"}}""");
        (await RunAsync(mask, "once", "--no-remind")).Exits(1);
        (await RunAsync(mask, "backup", Path.Combine("backups", "monday.db"))).Exits(0);

        Assert.All(["archive", "archive/INC-1", "outbox", "../backups"], name => Has(folder, name));
        string[] files = [.. Ledger, "archive/INC-1/revision-0001.json", "archive/INC-1/receipt.json", "../backups/monday.db",
            .. Directory.GetFiles(_actionsync["data", "outbox"], "*.eml").Select(mail => $"outbox/{Path.GetFileName(mail)}")];
        Assert.Equal(Ledger.Length + 4, files.Length);
        Assert.All(files, name => Has(file, name));
        // Where people work, too, nothing but the mask decides, whatever Files:Group says.
        Assert.All([".", "inbox", "board", "rejected"], name => Has(shared, name));
        Assert.All([$"board/{Assert.Single(_actionsync.Pages).Name}", "rejected/bad.json.problems.txt"], name => Has(Readable(shared), name));
        (await RunAsync(mask, "doctor")).Exits(0);
    }

    [Theory]
    [InlineData(false, "0600")]
    [InlineData(true, "0660")]
    public async Task What_a_running_worker_keeps_beside_its_ledger_is_closed_too(bool group, string file)
    {
        _actionsync.With("Files:Group", group ? "true" : "false").Drop("incident.json", Json("INC-1", "Write the runbook"));

        using var worker = _actionsync.StartUnder(Mask("000"), "run");
        await Eventually.IsTrue(() => File.Exists(_actionsync["data", "archive", "INC-1", "receipt.json"]) || worker.HasExited, "a receipt is written");

        Assert.All([.. Ledger, "actionsync.db-wal", "actionsync.db-shm", "archive/INC-1/receipt.json"], name => Has(file, name));
    }

    [Fact]
    public async Task A_ledger_that_was_rebuilt_or_restored_is_closed_and_so_is_the_one_put_aside()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Write the runbook"))).Exits(0);
        (await RunAsync("000", "backup", "monday.db")).Exits(0);
        foreach (var command in (string[][])[["rebuild", "--replace"], ["restore", "--replace", "monday.db"]])
        {
            foreach (var aside in Directory.GetFiles(_actionsync["data"], "*.damaged-*"))
                File.Delete(aside);
            File.WriteAllText(
                _actionsync["data", "actionsync.db"], "This is no database, and it is long enough for somebody to look at it and to see that it is none.");

            (await RunAsync("000", command)).Exits(0);

            Has("0600", "actionsync.db");
            Has("0600", Path.GetFileName(Assert.Single(Directory.GetFiles(_actionsync["data"], "*.damaged-*"))));
            Assert.Single(await _actionsync.StatusAsync());
        }
    }

    [Fact]
    public async Task What_is_there_already_is_not_changed_and_doctor_says_how_to_close_it()
    {
        (await RunAsync("022", "once", _actionsync.Write("incident.json", Json("INC-1", "Write the runbook")))).Exits(0);
        (await RunAsync("022", "backup", "monday.db")).Exits(0);
        string[] folders = ["..", ".", "archive", "archive/INC-1", "outbox"];
        string[] files = [.. Ledger, "archive/INC-1/receipt.json", "../monday.db"];
        foreach (var (name, mode) in folders.Select(name => (name, "0755")).Concat(files.Select(name => (name, "0644"))))
            File.SetUnixFileMode(_actionsync["data", name], (UnixFileMode)Convert.ToInt32(mode, 8));

        (await RunAsync("077", "once", _actionsync.Write("incident.json", Json("INC-1", "Write the runbook", "Write a test")))).Exits(0);
        (await RunAsync("077", "backup", "monday.db")).Exits(0);

        Assert.All(folders, name => Has("0755", name));
        Assert.All(files, name => Has("0644", name));
        Has("0600", "archive/INC-1/revision-0002.json");
        var said = Assert.Single((await _actionsync.RunAsync("doctor")).Exits(1).Stdout.Split('\n'), line => line.StartsWith("BAD", StringComparison.Ordinal));
        string[] open = ["actionsync.db", "actionsync.db.holder", "actionsync.db.lock", "archive", "outbox"];
        Assert.EndsWith($"chmod -R go-rwx {string.Join(' ', open.Select(name => _actionsync["data", name]))}", said, StringComparison.Ordinal);

        using var close = Process.Start(
            new ProcessStartInfo("sh", ["-c", said[said.IndexOf("chmod", StringComparison.Ordinal)..]]) { WorkingDirectory = _actionsync.Folder })!;
        await close.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await _actionsync.RunAsync("doctor")).Exits(0);
        Has(Closed, "archive/INC-1");
    }

    [Fact]
    public async Task Doctor_leaves_to_a_group_what_is_meant_for_it_and_knows_that_a_closed_folder_closes_what_lies_in_it()
    {
        _actionsync.With("Files:Group", "true");
        (await RunAsync("000", "once", _actionsync.Write("incident.json", Json("INC-1", "Write the runbook")))).Exits(0);
        foreach (var folder in (string[])["..", "."])
            File.SetUnixFileMode(_actionsync["data", folder], (UnixFileMode)Convert.ToInt32("0755", 8));
        (await _actionsync.RunAsync("doctor")).Exits(0);
        Assert.Contains($"chmod -R go-rwx {_actionsync["data", "actionsync.db"]} ",
            (await _actionsync.With("Files:Group", "false").RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);

        File.SetUnixFileMode(_actionsync["data"], (UnixFileMode)Convert.ToInt32("0700", 8));
        (await _actionsync.RunAsync("doctor")).Exits(0);
    }

    [Fact]
    public async Task A_folder_hands_its_group_on_to_the_folders_made_in_it()
    {
        File.SetUnixFileMode(_actionsync["data"], (UnixFileMode)Convert.ToInt32("2775", 8));

        (await _actionsync.With("Files:Group", "true")
            .RunUnderAsync(Mask("022"), "once", _actionsync.Write("incident.json", Json("INC-1", "Write the runbook")))).Exits(0);

        Has("2770", "archive");
        Has("2770", "archive/INC-1");
    }

    [Theory]
    [InlineData("actionsync.db.lock")]
    [InlineData("actionsync.db.holder")]
    public async Task Lock_and_holder_are_never_written_through_a_link_and_never_waited_for(string name)
    {
        var other = _actionsync.Write("other.txt", "somebody's");
        File.CreateSymbolicLink(_actionsync["data", name], other);
        Assert.Contains($"{name} is a link", (await _actionsync.RunAsync("once")).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Equal("somebody's", File.ReadAllText(other));

        File.Delete(_actionsync["data", name]);
        using (var pipe = Process.Start("mkfifo", [_actionsync["data", name]]))
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"{name} is a pipe", (await _actionsync.RunAsync("once")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    private static string[] Mask(string mask) => ["sh", "-c", $"umask {mask}; exec \"$@\"", "sh"];

    private Task<Ran> RunAsync(string mask, params string[] arguments) => _actionsync.RunUnderAsync(Mask(mask), arguments);

    /// <summary>The mode of a file where a folder has this one: nobody may execute it.</summary>
    private static string Readable(string folder) => Octal(Convert.ToInt32(folder, 8) & Convert.ToInt32("666", 8));

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    private void Has(string mode, string name) =>
        Assert.Equal($"{name} {mode}", $"{name} {Octal((int)File.GetUnixFileMode(_actionsync["data", name]))}");
}
