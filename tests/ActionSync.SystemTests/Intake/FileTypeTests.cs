using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>Every type of file that the system knows, in every folder of a running worker at once.</summary>
public sealed class FileTypeTests : IDisposable
{
    private const string Aside = ".actionsync-taken-0123456789abcdef0123456789abcdef";

    /// <summary>Names of 255 bytes, ending included, in five encodings, as <c>printf</c> takes them; and how the worker names them.</summary>
    private static readonly (string Bytes, int Count, string Shown)[] Encodings =
        [("a", 1, "aaa"), (@"\303\251", 2, "ééé"), (@"\351", 1, @"\xe9\xe9"), (@"\202\240", 2, @"\x82\xa0"), (@"\260\241", 2, @"\xb0\xa1")];

    private readonly Actionsync _actionsync = new();
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _growing = [];

    [Fact]
    public async Task Ten_documents_among_them_are_taken_in_all_others_are_named_once_nothing_outside_is_touched_and_SIGTERM_ends_it()
    {
        (await _actionsync.OnceAsync(Json("INC-0", "Be there before"))).Exits(0);
        var (inbox, board, archive) = (_actionsync["data", "inbox"], _actionsync["data", "board"], _actionsync["data", "archive"]);
        _actionsync.Write(Path.Combine("outside", "secret"), Json("INC-66", "Not to be read"));
        _actionsync.Write(Path.Combine("outside", "sub", "x.json"), Json("INC-67", "Not to be read either"));
        _actionsync.Write(Path.Combine("outside", "sub", "x.md"), "not to be read either");
        using var outside = new TouchWatch(_actionsync["outside"], _actionsync["outside", "sub"]);
        using var worker = _actionsync.StartUnder(WithoutRights, "run");
        await Eventually.IsTrue(() => worker.Stderr.Contains("ActionSync watches", StringComparison.Ordinal), "the worker watches");

        foreach (var (folder, ending) in new[] { (inbox, ".json"), (board, ".md"), (archive, ""), (Path.Combine(archive, "INC-0"), "") })
            Fill(folder, ending);
        // Made under another name first, so that the worker sees it whole.
        Fill(Directory.CreateDirectory(_actionsync["data", "made"]).FullName, ".json");
        Directory.Move(_actionsync["data", "made"], Path.Combine(inbox, Aside));
        for (var n = 1; n <= 10; n++)
            _actionsync.Drop($"good-{n}.json", Json($"INC-{n}", $"Add alert {n}"));

        await Eventually.IsTrue(() => _actionsync.Pages.Count(page => page.Name.StartsWith("INC-", StringComparison.Ordinal)) == 11,
            "the ten have their issues", TimeSpan.FromSeconds(60));
        string[] special = ["link-file", "link-folder", "link-out", "dangling", "circle", "zero", "null", "pipe", "socket"];
        string[] inInbox = [.. special, "directory", "empty", "sparse", "growing", "future", "forbidden", .. Encodings.Select(e => e.Shown)];
        await Eventually.IsTrue(
            () => inInbox.All(name => worker.Stderr.Contains(name, StringComparison.Ordinal)), "all in the drop folder are named", TimeSpan.FromSeconds(60));
        string[] onBoard = [.. special, "sparse", "forbidden", .. Encodings.Skip(2).Select(e => e.Shown)];
        await Eventually.IsTrue(() => onBoard.All(name => Lines(worker, "Tracker board").Any(line => line.Contains(name, StringComparison.Ordinal))),
            "all on the board are named", TimeSpan.FromSeconds(60));
        foreach (var name in special.Except(["link-out"]))
            Assert.Single(Lines(worker, "Not taken in"), line => line.Contains($": {name}.json is", StringComparison.Ordinal));
        Assert.All(special, name => Assert.Contains(Lines(worker, Aside), line => line.Contains(name, StringComparison.Ordinal)));

        var doctor = JsonDocument.Parse((await _actionsync.RunUnderAsync(WithoutRights, "doctor", "--json")).Exits(1).Stdout).RootElement.EnumerateArray()
            .Select(finding => $"{finding.GetProperty("subject")}: {finding.GetProperty("text")}").ToList();
        Assert.All([.. special, "directory"],
            name => Assert.Contains(doctor, line => line.Contains("inbox: ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal)));
        Assert.All(onBoard,
            name => Assert.Contains(doctor, line => line.Contains("board, issues", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal)));
        foreach (var folder in new[] { "archive/", "archive/INC-0/" })
            Assert.All([.. special, @"\xe9"], name => Assert.Contains(doctor, line => line.Contains(folder + name, StringComparison.Ordinal)));
        var status = (await _actionsync.RunUnderAsync(WithoutRights, "status", "--json")).Exits(0);
        Assert.All(special.Except(["link-out"]), name => Assert.Contains($"{name}.json", status.Stderr, StringComparison.Ordinal));
        Assert.DoesNotContain("INC-66", status.Stdout + status.Stderr + string.Concat(doctor), StringComparison.Ordinal);

        worker.Terminate();
        (await worker.EndAsync(TimeSpan.FromSeconds(20))).Exits(0);
        Assert.False(outside.HasSeenSomething);
    }

    public void Dispose()
    {
        _end.Cancel();
        Task.WaitAll([.. _growing], CancellationToken.None);
        _actionsync.Dispose();
        _end.Dispose();
    }

    /// <summary>The super-user may read everything, unless those rights are taken from it.</summary>
    private static string[] WithoutRights => Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : [];

    private static IEnumerable<string> Lines(Worker worker, string with) =>
        worker.Stderr.Split('\n').Where(line => line.Contains(with, StringComparison.Ordinal));

    private void Fill(string folder, string ending)
    {
        var (outside, future) = (_actionsync["outside"], new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.CreateSymbolicLink(At("link-file"), Path.Combine(outside, "secret"));
        File.CreateSymbolicLink(At("link-folder"), Path.Combine(outside, "sub"));
        File.CreateSymbolicLink(Path.Combine(folder, "link-out"), outside);
        File.CreateSymbolicLink(At("dangling"), "nowhere");
        File.CreateSymbolicLink(At("circle"), Path.GetFileName(At("circle")));
        File.CreateSymbolicLink(At("zero"), "/dev/zero");
        File.CreateSymbolicLink(At("null"), "/dev/null");
        SpecialFiles.Pipe(At("pipe"));
        SpecialFiles.Socket(At("socket"));
        Directory.CreateDirectory(At("directory"));
        File.WriteAllText(At("empty"), "");
        SpecialFiles.Sparse(At("sparse"), 10L << 30);
        File.WriteAllText(At("future"), "{");
        File.SetLastWriteTimeUtc(At("future"), future);
        File.WriteAllText(At("forbidden"), "{}");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At("forbidden"), UnixFileMode.None);
        foreach (var (bytes, count, _) in Encodings)
        {
            var letters = (255 - ending.Length) / count;
            SpecialFiles.Named(
                folder, string.Concat(Enumerable.Repeat(bytes, letters)) + new string('x', 255 - ending.Length - (letters * count)) + ending, "{}");
        }
        _growing.Add(GrowAsync(At("growing")));

        string At(string name) => Path.Combine(folder, name + ending);
    }

    private async Task GrowAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        while (!_end.IsCancellationRequested)
        {
            await file.WriteAsync(" "u8.ToArray(), CancellationToken.None);
            await file.FlushAsync(CancellationToken.None);
            await Task.Delay(30, CancellationToken.None);
        }
    }
}
