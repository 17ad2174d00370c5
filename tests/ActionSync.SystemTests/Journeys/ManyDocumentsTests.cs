using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Many documents at once, and a worker that is killed in the midst of them.</summary>
public sealed class ManyDocumentsTests : IDisposable
{
    private const int Good = 490;
    private const int Seed = 142;

    private readonly Actionsync _actionsync = new();

    private string Inbox => _actionsync["data", "inbox"];

    [Fact]
    public async Task Of_500_documents_490_are_taken_in_10_rejected_with_reasons_and_every_issue_is_made_once()
    {
        _actionsync.TakingInMany().With("Intake:Settle", "00:00:00.4");
        var worker = await _actionsync.StartWorkerAsync();

        await Task.WhenAll(Task.Run(DropAll), DropSlowly());

        await ExpectTheEnd(() => worker.HasExited ? worker.Stderr : null);
        worker.Terminate();
        (await worker.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
        await ExpectEachIssueOnce();
    }

    [Fact]
    public async Task Killed_at_any_moment_and_started_again_the_end_is_the_same()
    {
        var random = new Random(Seed);
        _actionsync.TakingInMany();
        DropAll();
        for (var kill = 0; kill < 6; kill++)
        {
            var worker = _actionsync.Start("run");
            // Somewhere between the first page and the last one.
            var until = _actionsync.Pages.Count + random.Next(5, 90);
            await Eventually.IsTrue(() => _actionsync.Pages.Count >= until || worker.HasExited, "some progress", TimeSpan.FromSeconds(60));
            Assert.False(worker.HasExited, worker.Stderr);
            worker.Kill();
        }
        await DropSlowly();

        var last = await _actionsync.StartWorkerAsync();

        await ExpectTheEnd(() => last.HasExited ? last.Stderr : null);
        last.Terminate();
        (await last.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);
        await ExpectEachIssueOnce();
    }

    /// <summary>All documents but five; ten of them are bad, and two of those are alike.</summary>
    private void DropAll()
    {
        for (var i = 0; i < Good - 5; i++)
            File.WriteAllText(Path.Combine(Inbox, $"incident-{i:000}.json"), Document(i));
        for (var i = 0; i < 10; i++)
        {
            // The last two are alike, byte for byte.
            File.WriteAllText(Path.Combine(Inbox, $"bad-{i}.json"), $$"""{"incident": {"id": "BAD-{{Math.Min(i, 8)}}"}, "action_items": 7}""");
        }
    }

    /// <summary>Five documents arrive in pieces, as over a slow line.</summary>
    private async Task DropSlowly()
    {
        var writers = Enumerable.Range(Good - 5, 5).Select(async i =>
        {
            var text = Document(i);
            await using var file = new StreamWriter(Path.Combine(Inbox, $"incident-{i:000}.json"));
            foreach (var piece in text.Chunk((text.Length / 8) + 1))
            {
                await file.WriteAsync(piece);
                await file.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(150));
            }
        });
        await Task.WhenAll(writers);
    }

    private async Task ExpectTheEnd(Func<string?> died)
    {
        await Eventually.IsTrue(
            () => died() is not null || (_actionsync.Pages.Count >= Good && !Directory.EnumerateFiles(Inbox).Any()
                && Directory.EnumerateFiles(_actionsync["data", "archive"], "receipt.json", SearchOption.AllDirectories).Count() == Good),
            "all documents are dealt with", TimeSpan.FromSeconds(120));
        Assert.Null(died());
    }

    private async Task ExpectEachIssueOnce()
    {
        Assert.Equal(Good, _actionsync.Pages.Count);
        Assert.Equal(Good, _actionsync.Pages.Select(page => page["marker"]).Distinct().Count());
        var rejected = Directory.EnumerateFiles(_actionsync["data", "rejected"]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(i => new[] { $"bad-{i}.json", $"bad-{i}.json.problems.txt" }), rejected);
        Assert.All(Enumerable.Range(0, 10),
            i => Assert.Contains("action_items", File.ReadAllText(_actionsync["data", "rejected", $"bad-{i}.json.problems.txt"]), StringComparison.Ordinal));
        var status = await _actionsync.StatusAsync();
        Assert.Equal(Good, status.Count);
        Assert.All(status, item => Assert.Equal("open", item.GetProperty("state").GetString()));
    }

    private static string Document(int i) => Json($"INC-{i:000}", Item($"Do thing number {i}"));

    public void Dispose() => _actionsync.Dispose();
}
