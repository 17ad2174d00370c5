using System.Diagnostics;
using System.Globalization;
using ActionSync.Ledger;
using ActionSync.Simulators.GitHub;
using ActionSync.Trackers;
using static ActionSync.Testing.Incident;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Ledger.Damage;

/// <summary>
/// Random damage to a ledger of 200 items, each from a seed that a failure names: no crash, no second issue, and a rebuild that shows the same status.
/// <c>TEST_FUZZ</c> sets how many damages (the long run: 500), <c>TEST_FUZZ_SEED</c> where to begin.
/// </summary>
public sealed class DamageFuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Incidents = 20;
    private const int ItemsEach = 10;

    private readonly Dictionary<string, List<string>> _unseen = [];
    private GitHubSimulator _github = null!;
    private GitHubRepository _repository = null!;
    private Installation _sound = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        _github = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        _repository = _github.World.AddRepository("acme/ops");
        _github.World.SetFields("acme", GitHubField.Defaults);
        var limits = _github.World.Limits;
        (limits.PrimaryPerHour, limits.PointsPerMinute, limits.ContentPerMinute, limits.ContentPerHour) = (10_000_000, 10_000_000, 10_000_000, 10_000_000);
        _token = _github.World.AddToken(new GitHubAccess("actionsync-bot"));
        _sound = new Installation(_github, _token);
        await _sound.PassAsync(Documents);
        // Copied as files: what is in the log beside the ledger goes into it first.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await _sound.DisposeAsync();
        await _github.DisposeAsync();
    }

    [Fact]
    public async Task No_damage_crashes_anything_or_makes_a_second_issue_and_a_rebuild_shows_the_same_status()
    {
        Assert.Equal(Incidents * ItemsEach, _repository.Issues.Count);
        Assert.Empty(await _sound.VerifyAsync());
        var (status, dump) = (await _sound.StatusAsync(), _sound.Dump());
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var (count, first) = (FuzzRun.Count(5), FuzzRun.First);
        var (tally, failures, watch) = (new SortedDictionary<string, int>(), new List<string>(), Stopwatch.StartNew());
        for (var seed = first; seed < first + count; seed++)
        {
            var outcome = await StrikeAsync(seed, status, dump, failures);
            tally[outcome] = tally.GetValueOrDefault(outcome) + 1;
        }
        output.WriteLine($"{count} damages in {watch.Elapsed.TotalSeconds:F0} s: {string.Join(", ", tally.Select(t => $"{t.Value} {t.Key}"))}");
        foreach (var (kind, seeds) in _unseen)
            output.WriteLine($"unseen: {kind} (seed {string.Join(", ", seeds)})");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(20)));
    }

    private async Task<string> StrikeAsync(int seed, string status, string dump, List<string> failures)
    {
        await using var worked = new Installation(_github, _token, _sound);
        await using var rebuilt = new Installation(_github, _token, _sound);
        var what = new Damager(seed, worked.LedgerFile).Strike();
        new Damager(seed, rebuilt.LedgerFile).Strike();
        var damaged = worked.Dump();

        IReadOnlyList<string>? said = null;
        await TryAsync(worked, async () => said = await worked.VerifyAsync(), found => said = [found]);
        await TryAsync(worked, () => worked.PassAsync(Documents.Select(d => d + " ")), _ => { });
        if (_repository.Issues.Count != Incidents * ItemsEach)
            Fail($"there are {_repository.Issues.Count} issues");

        await TryAsync(rebuilt, async () =>
        {
            await rebuilt.RebuildAsync();
            if (await rebuilt.StatusAsync() != status)
                Fail("the rebuilt ledger shows another status");
        }, found => Fail($"it could not be rebuilt: {found}"));

        if (said is not { Count: 0 })
            return "seen";
        if (damaged == dump)
            return "without effect";
        var kind = $"{what} ({Difference(dump, damaged)})";
        (_unseen.TryGetValue(kind, out var seeds) ? seeds : _unseen[kind] = []).Add(seed.ToString(CultureInfo.InvariantCulture));
        return "unseen";

        async Task TryAsync(Installation at, Func<Task> work, Action<string> told)
        {
            try
            {
                await work();
            }
            catch (Exception e) when (e is LedgerException { IsDamage: false } or TrackerException)
            {
                told(e.Message);
            }
            catch (Exception e)
            {
                // As the command line and the worker do: what the ledger's damage explains is said by row; anything else is a crash.
                if (await at.Get<LedgerExamination>().ExplainAsync(e, TestContext.Current.CancellationToken) is { } damage)
                    told(damage.Message);
                else
                    Fail(e.ToString());
            }
        }

        void Fail(string wrong) => failures.Add($"Seed {seed}, {what}: {wrong}");
    }

    /// <summary>Which columns a damage changed, and from what to what.</summary>
    private static string Difference(string before, string after)
    {
        var (was, now) = (before.Split('\n').Except(after.Split('\n')).ToList(), after.Split('\n').Except(before.Split('\n')).ToList());
        if (was.Count != now.Count)
            return $"{was.Count} rows are {now.Count}";
        return string.Join("; ", was.Zip(now).SelectMany(rows =>
        {
            var table = LedgerShape.Tables.Single(t => rows.First.StartsWith($"{t.Name}: ", StringComparison.Ordinal));
            return rows.First.Split('|').Zip(rows.Second.Split('|')).Index().Where(cell => cell.Item.First != cell.Item.Second)
                .Select(cell => $"{table.Name}.{(cell.Index < table.Columns.Count ? table.Columns[cell.Index].Name : "?")} {Piece(cell.Item.First, cell.Item.Second)} -> {Piece(cell.Item.Second, cell.Item.First)}");
        }));

        static string Piece(string text, string other)
        {
            var start = Math.Max(0, text.AsSpan().CommonPrefixLength(other) - 20);
            return text.Length <= 60 ? text : text.Substring(start, Math.Min(60, text.Length - start));
        }
    }

    private static IEnumerable<string> Documents => Enumerable.Range(1, Incidents).Select(i => Json($"INC-{i}", [.. Enumerable.Range(1, ItemsEach)
        .Select(n => Item($"Take step {n} of {ItemsEach} for incident number {i}", owner: $"person{n}@company.com", priority: $"P{n % 4}",
            deadline: $"2024-0{(n % 9) + 1}-1{i % 10}"))]));
}
