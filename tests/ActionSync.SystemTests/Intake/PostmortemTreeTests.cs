using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>A repository of postmortems as the drop folder: read where it lies, whatever Git does to it meanwhile.</summary>
public sealed class PostmortemTreeTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    public PostmortemTreeTests() => _actionsync.With("Intake:KeepInPlace", "true");

    public void Dispose() => _actionsync.Dispose();

    [Fact]
    public async Task Of_a_tree_the_documents_are_taken_in_and_everything_stays_where_it_is()
    {
        _actionsync.Drop("2024/01/INC-1.json", Json("INC-1", "Alert A"));
        _actionsync.Drop("archive of 2019/deep/er/INC-2.json", Json("INC-2", "Alert B"));
        _actionsync.Drop("README.json", "no document");
        _actionsync.Drop("templates/new.json", """{ "incident": { "id": "", "title": "" } }""");
        _actionsync.Drop("incident-template.json", "{}");
        _actionsync.Drop(".git/objects/INC-3.json", Json("INC-3", "Alert C"));
        _actionsync.Drop("web/node_modules/a/package.json", "{}");
        _actionsync.Drop("2024/01/screenshot.png", "x");
        var before = Inbox();

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        Assert.Equal(["INC-1", "INC-2"], (await _actionsync.StatusAsync()).Select(item => item.GetProperty("incident").GetString()).Distinct());
        Assert.Equal(before, Inbox());
    }

    [Fact]
    public async Task Renames_swaps_and_moves_create_and_withdraw_nothing()
    {
        var one = _actionsync.Drop("2024/INC-1.json", Json("INC-1", "Alert A", "Alert B"));
        var two = _actionsync.Drop("2024/INC-2.json", Json("INC-2", "Alert C"));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        var history = (await _actionsync.HistoryAsync("INC-1"), await _actionsync.HistoryAsync("INC-2"));

        File.Move(one, _actionsync["data", "inbox", "swap"]);
        File.Move(two, one);
        File.Move(_actionsync["data", "inbox", "swap"], two);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Directory.Move(_actionsync["data", "inbox", "2024"], _actionsync["data", "inbox", "postmortems"]);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        Assert.Equal(history, (await _actionsync.HistoryAsync("INC-1"), await _actionsync.HistoryAsync("INC-2")));
        Assert.Equal(3, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task An_unchanged_tree_is_listed_and_no_file_of_it_is_read()
    {
        var count = CostRun.Count(400);
        for (var n = 0; n < count; n++)
            _actionsync.Drop($"{n % 20}/{n}.json", n % 10 == 0 ? Json($"INC-{n}", "Alert") : "[]");
        // What is no document is explained once, and not read again either.
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);
        using var watch = new ReadWatch(_actionsync["data", "inbox"]);

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(0, watch.Reads());

        await File.AppendAllTextAsync(_actionsync["data", "inbox", "3", "3.json"], "\n", TestContext.Current.CancellationToken);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);
        Assert.InRange(watch.Reads(), 1, 5);
    }

    [Fact]
    public async Task A_pull_while_the_tree_is_read_is_harmless()
    {
        using var worker = await _actionsync.StartWorkerAsync();
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            // As Git does it: a lock, what is gone goes first, then the new files are made and filled.
            _actionsync.Write(Path.Combine("data", "inbox", ".git", "index.lock"), "");
            if (Directory.Exists(_actionsync["data", "inbox", "tree"]))
                Directory.Delete(_actionsync["data", "inbox", "tree"], recursive: true);
            for (var n = 0; n < 8; n++)
            {
                _actionsync.Write(Path.Combine("data", "inbox", "tree", $"{random.Next(3)}", $"tmp_obj_{n}"), "half");
                _actionsync.Write(Path.Combine("data", "inbox", "tree", $"{random.Next(3)}", $"INC-{n}.json"), Json($"INC-{n}", $"Alert {n}"));
            }
            File.Delete(_actionsync["data", "inbox", ".git", "index.lock"]);
        }

        for (var n = 0; n < 8; n++)
            await _actionsync.HasIssuesAsync($"INC-{n}");
        await Eventually.IsTrue(() => _actionsync.Pages.Count == 8, "every item has its page, and one only");
        Assert.DoesNotContain("fault of ActionSync", worker.Stderr, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_actionsync["data", "rejected"]) && Directory.EnumerateFiles(_actionsync["data", "rejected"]).Any());
    }

    [Theory]
    [InlineData("Intake:Archive", "archive")]
    [InlineData("Intake:Rejected", "rejected")]
    [InlineData("Channels:Email:Outbox", "outbox")]
    [InlineData("Trackers:board:Folder", "board")]
    public async Task What_is_written_lies_outside_the_tree(string key, string folder)
    {
        if (key.StartsWith("Trackers", StringComparison.Ordinal))
            _actionsync.With("Trackers:board:Kind", "Folder");

        var ran = (await _actionsync.With(key, $"data/inbox/{folder}").RunAsync("once")).Exits(2);

        Assert.Contains($"{key}: is ", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("inside Intake:Folder", ran.Stderr, StringComparison.Ordinal);
    }

    private IReadOnlyDictionary<string, string> Inbox() => _actionsync.Everything()
        .Where(file => file.Key.StartsWith(Path.Combine("data", "inbox"), StringComparison.Ordinal))
        .ToDictionary();
}
