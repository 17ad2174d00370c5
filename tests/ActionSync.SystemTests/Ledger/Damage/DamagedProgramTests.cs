using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>The same random damage, through the program: no stack trace, no second issue, and a rebuild that shows the same status.</summary>
public sealed class DamagedProgramTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    /// <summary>Seeds; the long run (<c>TEST_FUZZ</c>) has 20.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1001, Environment.GetEnvironmentVariable("TEST_FUZZ") is null ? 2 : 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_command_ends_with_a_sentence(int seed)
    {
        var documents = Enumerable.Range(1, 20)
            .Select(i => Json($"INC-{i}", [.. Enumerable.Range(1, 10).Select(n => Item($"Take step {n} of ten for incident number {i}"))])).ToArray();
        (await _actionsync.OnceAsync(documents)).Exits(0);
        var status = (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout;
        var pages = _actionsync.Pages.Select(p => p.Name).ToList();
        var (ledger, archive) = (_actionsync["data", "actionsync.db"], _actionsync["data", "archive"]);
        var what = new Damager(seed, ledger).Strike();
        File.Copy(ledger, _actionsync["damaged.db"]);
        CopyFolder(archive, _actionsync["archive"]);

        foreach (var command in (string[][])[["status"], ["history", "INC-3"], ["report"], ["remind", "--preview"], ["verify"], ["doctor"],
            ["backup", "copy.db"], ["once", "--no-remind"]])
        {
            var ran = await _actionsync.RunAsync(command);
            Assert.True(ran.ExitCode is >= 0 and <= 3, $"{what}: {command[0]} ended with {ran.ExitCode}\n{ran.Stderr}");
            Assert.DoesNotContain("   at ActionSync", ran.Stderr, StringComparison.Ordinal);
        }
        Assert.Equal(pages, _actionsync.Pages.Select(p => p.Name));

        // What once wrote down of the damage is no part of what was there before it.
        _actionsync.LoseLedger();
        File.Move(_actionsync["damaged.db"], ledger);
        Directory.Delete(archive, recursive: true);
        Directory.Move(_actionsync["archive"], archive);
        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(status, (await _actionsync.RunAsync("status", "--json")).Exits(0).Stdout);
    }

    public void Dispose() => _actionsync.Dispose();

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }
    }
}
