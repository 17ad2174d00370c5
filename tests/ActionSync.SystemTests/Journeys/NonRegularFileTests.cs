using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable where a ledger or a backup is meant, and a folder, a pipe or a link has the name.</summary>
public sealed class NonRegularFileTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    private string Ledger => _actionsync["data", "actionsync.db"];

    [Theory]
    [InlineData("pipe")]
    [InlineData("folder")]
    [InlineData("link")]
    public async Task A_backup_replaces_files_only(string kind)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Make(kind, _actionsync["taken"]);
        var before = Look(_actionsync["taken"]);

        var ran = (await _actionsync.RunAsync("backup", "taken")).Exits(2);

        Assert.Contains($"taken is a {kind}", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal(before, Look(_actionsync["taken"]));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("folder")]
    public async Task A_restore_of_what_is_no_file_waits_for_nothing_and_changes_nothing(string kind)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Make(kind, _actionsync["given"]);
        if (kind == "pipe")
            File.CreateSymbolicLink(_actionsync["linked"], _actionsync["given"]);

        foreach (var name in kind == "pipe" ? (string[])["given", "linked"] : ["given"])
            Assert.Contains($"{name} is a {kind}", (await _actionsync.RunAsync("restore", name, "--replace")).Exits(2).Stderr, StringComparison.Ordinal);

        Assert.Single(await _actionsync.StatusAsync());
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("folder")]
    public async Task What_has_the_ledger_s_name_is_named_and_a_rebuild_puts_it_aside(string kind)
    {
        var document = _actionsync.Write("one.json", Json("INC-1", "Add an alert"));
        (await _actionsync.RunAsync("once", document)).Exits(0);
        _actionsync.LoseLedger();
        Make(kind, Ledger);
        var sentence = $"{Ledger} is a {kind}, not a file";

        Assert.Contains(sentence, (await _actionsync.RunAsync("status")).Exits(3).Stderr, StringComparison.Ordinal);
        Assert.Contains(sentence, (await _actionsync.RunAsync("plan", document)).Exits(3).Stderr, StringComparison.Ordinal);
        Assert.Contains(sentence, (await _actionsync.RunAsync("once", document)).Exits(3).Stderr, StringComparison.Ordinal);
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;
        Assert.Contains(sentence, doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("is empty", doctor, StringComparison.Ordinal);

        Assert.Contains("put aside", (await _actionsync.RunAsync("rebuild")).Exits(0).Stdout, StringComparison.Ordinal);

        Assert.Single(await _actionsync.StatusAsync());
        Assert.Equal(kind, Look(Assert.Single(Directory.GetFileSystemEntries(_actionsync["data"], "actionsync.db.damaged-*"))).Split(' ')[1]);
    }

    private void Make(string kind, string path)
    {
        if (kind == "pipe")
            SpecialFiles.Pipe(path);
        else if (kind == "folder")
            Directory.CreateDirectory(path);
        else
            File.CreateSymbolicLink(path, _actionsync.Write("their file", "theirs"));
    }

    private static string Look(string path) =>
        ActionSync.Files.FileFacts.At(path) is { } facts ? $"{ActionSync.Files.FileFacts.Word(facts.Kind)} {facts.Inode}" : "nothing";

    public void Dispose() => _actionsync.Dispose();
}
