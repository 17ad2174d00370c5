using System.Runtime.Versioning;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Ledger;

/// <summary>Why a ledger cannot be locked: somebody else has it, or one of many other reasons, each said as what it is.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LockTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    private string Ledger => _actionsync["data", "actionsync.db"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_only_ledger_is_not_in_use_by_a_process_that_ended(bool byMount)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Assert.True(File.Exists($"{Ledger}.holder"));

        var isMount = false;
        using var folder = byMount ? ReadOnlyFolder.ByMount(_actionsync["data"], out isMount) : ReadOnlyFolder.ByMode(_actionsync["data"]);
        foreach (var command in (string[])["once", "run"])
        {
            var said = (await _actionsync.RunUnderAsync(folder.Launcher, command)).Exits(2).Stderr;
            Assert.Contains(isMount ? "cannot be locked: the file system is read-only." : $"cannot be locked: this user may not write {Ledger}.lock.", said,
                StringComparison.Ordinal);
            Assert.DoesNotContain("in use", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(28, "no space is left", true)]
    [InlineData(122, "this user's quota", true)]
    [InlineData(24, "too many files are open", true)]
    [InlineData(23, "too many files are open", true)]
    [InlineData(30, "the file system is read-only", false)]
    [InlineData(37, "its file system offers no locks", false)]
    [InlineData(95, "its file system offers no locks", false)]
    [InlineData(5, "Input/output error", false)]
    public void Each_reason_has_a_sentence_and_a_next_step(int code, string reason, bool passes)
    {
        var told = LedgerException.NotLockable("/data/actionsync.db", new IOException("Input/output error", code));

        Assert.StartsWith($"The ledger /data/actionsync.db cannot be locked: {reason}", told.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", told.Message, StringComparison.Ordinal);
        Assert.Equal(passes, told.IsPassing);
    }

    [Fact]
    public void A_holder_that_is_not_there_any_more_is_not_named()
    {
        using var held = LedgerLock.Take(Ledger, FileRights.Private, "run");
        Assert.Contains($"in use by actionsync run, process {Environment.ProcessId} on", Refusal(), StringComparison.Ordinal);

        // Who has the lock could not write who it is; the file is of one before.
        File.WriteAllText($"{Ledger}.holder", $"actionsync once, process {int.MaxValue / 4} on {Environment.MachineName}");
        Assert.Contains("in use by another process.", Refusal(), StringComparison.Ordinal);

        // Of another machine nothing is known.
        File.WriteAllText($"{Ledger}.holder", $"actionsync once, process {int.MaxValue / 4} on elsewhere");
        Assert.Contains("on elsewhere", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_that_ask_whether_it_is_held_keep_nobody_from_taking_it()
    {
        LedgerLock.Take(Ledger, FileRights.Private, "run").Dispose();
        using var enough = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
                LedgerLock.IsHeld(Ledger);
        }, TestContext.Current.CancellationToken);

        for (var time = 0; time < 200; time++)
            LedgerLock.Take(Ledger, FileRights.Private, "once").Dispose();

        await enough.CancelAsync();
        await asking;
        Assert.False(LedgerLock.IsHeld(Ledger));
        using var held = LedgerLock.Take(Ledger, FileRights.Private, "run");
        Assert.True(LedgerLock.IsHeld(Ledger));
    }

    public void Dispose() => _actionsync.Dispose();

    private string Refusal() => Assert.Throws<LedgerException>(() => LedgerLock.Take(Ledger, FileRights.Private, "once")).Message;
}
