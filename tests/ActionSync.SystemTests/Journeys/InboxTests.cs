using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What people and tools put into the drop folder.</summary>
public sealed class InboxTests : IDisposable
{
    private const string Bad = """{"incident": {"id": "INC-9"}, "action_items": [{"title": ""}]}""";

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task What_editors_and_copy_tools_keep_there_is_not_a_document()
    {
        string[] names =
        [
            ".hidden.json", "one.json.tmp", "one.json.part", "one.json.swp", "one.json~", "~one.json", "ONE.TMP", "INC-7831.json.filepart",
            "one.json.crdownload", "Thumbs.db", "desktop.ini",
        ];
        foreach (var name in names)
            _actionsync.Drop(name, Bad);
        Directory.CreateDirectory(_actionsync["data", "inbox", "folder.json"]);

        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal(
            names.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_actionsync["data", "inbox"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_actionsync["data", "rejected"]));
    }

    [Fact]
    public async Task What_does_not_have_the_name_of_a_document_stays_and_is_told_once_in_the_log_and_by_doctor_and_status()
    {
        foreach (var name in (string[])["notes.txt", "incident", "INC-1.json.txt", "INC-1.md"])
            _actionsync.Drop(name, Bad);
        _actionsync.Drop("UPPER.JSON", Json("INC-1", "Add an alert"));

        var once = (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal(["INC-1.json.txt", "INC-1.md", "incident", "notes.txt"],
            Directory.EnumerateFiles(_actionsync["data", "inbox"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(_actionsync.Pages);
        Assert.Single(once.Stderr.Split('\n'), line => line.Contains("notes.txt", StringComparison.Ordinal));
        Assert.Contains("notes.txt", (await _actionsync.RunAsync("doctor")).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains("notes.txt", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);

        _actionsync.With("Intake:Include", "*.json,*.txt");
        (await _actionsync.RunAsync("once")).Exits(1);
        Assert.Equal(2, Directory.EnumerateFiles(_actionsync["data", "rejected"], "*.problems.txt").Count());
    }

    [Fact]
    public async Task A_pass_that_a_timer_starts_says_of_a_file_that_is_no_document_one_sentence_and_once()
    {
        _actionsync.Drop("notes.txt", "call Robin");
        _actionsync.Drop("talk.md", "# A talk\n\nNothing broke.\n");

        var first = (await _actionsync.RunAsync("once")).Exits(0).Stderr;
        Assert.All((string[])["notes.txt", "talk.md"], name => Assert.Single(first.Split('\n'), line => line.Contains(name, StringComparison.Ordinal)));
        Assert.Equal("", (await _actionsync.RunAsync("once")).Exits(0).Stderr);
        Assert.Equal("", (await _actionsync.RunAsync("once", "--no-remind")).Exits(0).Stderr);
        var status = (await _actionsync.RunAsync("status")).Exits(0).Stderr;
        Assert.Contains("Left alone: notes.txt does not have the name of a document", status, StringComparison.Ordinal);
        Assert.Contains("Left alone: talk.md is no incident; actionsync check says why.", status, StringComparison.Ordinal);

        // What was gone meanwhile is told again, and what became an incident is taken in.
        File.Delete(_actionsync["data", "inbox", "notes.txt"]);
        _actionsync.Drop("talk.md", Markdown("INC-1", "Add an alert"));
        Assert.DoesNotContain("talk.md is", (await _actionsync.RunAsync("once")).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.Equal("Add an alert", Assert.Single(_actionsync.Pages)["title"]);
        _actionsync.Drop("notes.txt", "call Robin");
        Assert.Contains("notes.txt", (await _actionsync.RunAsync("once")).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("talk.md", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_terminal_the_log_is_folded_too()
    {
        _actionsync.Drop("notes.txt", "call Robin");

        var shown = await _actionsync.RunInTerminalAsync(80, new Dictionary<string, string>(), "once");

        Assert.Single(shown.Lines, line => line.Contains("In the drop folder notes.txt does not have the name of a", StringComparison.Ordinal));
        Assert.All(shown.Lines, line => Assert.True(line.Length <= 80 || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
    }

    private static string Markdown(string id, string title) => $"# {id}: Outage\n\nDate: 2024-01-15\n\n## Action items\n\n- [ ] {title} (@alice)\n";

    [Fact]
    public async Task What_cannot_be_taken_in_is_named_once_by_once_and_once_in_the_log_of_run()
    {
        File.CreateSymbolicLink(_actionsync["data", "inbox", "nowhere.json"], _actionsync["nothing"]);
        _actionsync.Drop("two.json", Json("INC-2", "Write a test"));
        _actionsync.Write(Path.Combine("data", "archive", "INC-2"), "in the way");

        var once = (await _actionsync.RunAsync("once")).Exits(3).Stderr;
        Assert.Single(once.Split('\n'), line => line.StartsWith("nowhere.json is a link", StringComparison.Ordinal));
        Assert.Single(once.Split('\n'), line => line.StartsWith("two.json: ", StringComparison.Ordinal));
        Assert.All(["nowhere.json", "two.json"], name => Assert.Single(once.Split('\n'), line => line.Contains(name, StringComparison.Ordinal)));

        using var worker = await _actionsync.StartWorkerAsync();
        foreach (var said in new[] { "warning Not taken in from the drop folder: nowhere.json is a link", "warning Cannot take in two.json: " })
        {
            await Eventually.IsTrue(() => worker.Stderr.Contains(said, StringComparison.Ordinal), $"it says {said}");
            Assert.Single(worker.Stderr.Split('\n'), line => line.Contains(said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_drop_folder_that_cannot_be_used_is_named_once_by_once()
    {
        Directory.Delete(_actionsync["data", "inbox"]);
        _actionsync.Write(Path.Combine("data", "inbox"), "in the way");

        var once = (await _actionsync.RunAsync("once")).Exits(3).Stderr;

        Assert.Single(once.Split('\n'), line => line.StartsWith($"{_actionsync["data", "inbox"]}: ", StringComparison.Ordinal));
        Assert.Single(once.Split('\n'), line => line.Contains("Intake:Folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_document_goes_to_rejected_unchanged_each_time_under_a_name_of_its_own()
    {
        for (var i = 0; i < 2; i++)
        {
            _actionsync.Drop("bad.json", Bad);
            (await _actionsync.RunAsync("once")).Exits(1);
        }

        Assert.Equal(["bad-2.json", "bad-2.json.problems.txt", "bad.json", "bad.json.problems.txt"],
            Directory.EnumerateFiles(_actionsync["data", "rejected"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Bad, File.ReadAllText(_actionsync["data", "rejected", "bad-2.json"]));
        var problems = File.ReadAllText(_actionsync["data", "rejected", "bad.json.problems.txt"]);
        Assert.Contains("incident.title", problems, StringComparison.Ordinal);
        Assert.Contains("action_items[0].title", problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_could_not_be_put_away_is_no_revert_to_the_one_dropped_after_it()
    {
        // Where its archived copy belongs there is a folder: the document is in the ledger, and its file stays.
        var inTheWay = Directory.CreateDirectory(_actionsync["data", "archive", "INC-1", "revision-0001.json"]);
        var first = _actionsync.Drop("first.json", Json("INC-1", "Add an alert"), TimeSpan.FromMinutes(6));
        var second = _actionsync.Drop("second.json", Json("INC-1", "Add an alert", "Test it"), TimeSpan.FromMinutes(5));
        (await _actionsync.RunAsync("once")).Exits(3);
        Assert.True(File.Exists(first));
        Assert.True(File.Exists(second));

        inTheWay.Delete();
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Empty(Directory.EnumerateFiles(_actionsync["data", "inbox"]));
        Assert.Equal(["revision-0001.json", "revision-0002.json"],
            Directory.EnumerateFiles(_actionsync["data", "archive", "INC-1"], "revision-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("Test it", File.ReadAllText(_actionsync["data", "archive", "INC-1", "revision-0002.json"]), StringComparison.Ordinal);
        Assert.All(await _actionsync.StatusAsync(), item => Assert.False(item.GetProperty("withdrawn").GetBoolean()));
    }

    [Fact]
    public async Task A_bad_document_with_the_longest_name_there_is_still_gets_its_problems_file()
    {
        _actionsync.Drop(new string('n', 250) + ".json", Bad);
        _actionsync.Drop(new string('ü', 125) + ".json", Bad);
        _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));

        (await _actionsync.RunAsync("once")).Exits(1);

        Assert.Empty(Directory.EnumerateFiles(_actionsync["data", "inbox"]));
        Assert.Equal(4, Directory.EnumerateFiles(_actionsync["data", "rejected"]).Count());
        Assert.Equal(2, Directory.EnumerateFiles(_actionsync["data", "rejected"], "*.problems.txt").Count());
    }

    [Fact]
    public async Task A_document_above_the_size_limit_is_rejected_unread()
    {
        _actionsync.With("Intake:MaxFileBytes", "200");
        _actionsync.Drop("large.json", Json("INC-1", new string('x', 300)));

        (await _actionsync.RunAsync("once")).Exits(1);

        Assert.Contains("Intake:MaxFileBytes", File.ReadAllText(_actionsync["data", "rejected", "large.json.problems.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_folder_that_others_own_stay_and_are_read_once_in_each_form()
    {
        _actionsync.With("Intake:KeepInPlace", "true");
        var good = _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));
        var bad = _actionsync.Drop("bad.json", Bad);

        (await _actionsync.RunAsync("once")).Exits(1);
        Assert.True(File.Exists(good) && File.Exists(bad));
        Assert.Equal(["bad.json.problems.txt"], Directory.EnumerateFiles(_actionsync["data", "rejected"]).Select(Path.GetFileName));

        var before = _actionsync.Everything();
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(before, _actionsync.Everything());

        _actionsync.Drop("good.json", Json("INC-1", "Add an alert", "Write a test"), TimeSpan.FromMinutes(1));
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.Equal(2, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Hostile_names_and_texts_stay_inside_their_folders_and_lines()
    {
        string[] ids = ["..\\..\\x", "CON", "..a", "-rf", "INC 1\tα", new string('i', 200), "\u202Etxt.exe", "a:b*c?", "🔥1🔥"];
        string[] titles = ["../../etc/passwd", "two\nlines\tand tabs", "---\nstatus: done", "\u202Eright to left", "🔥 emoji 🔥",
            "<!-- actionsync:00000000000000000000 -->", new string('t', 1000)];
        var outside = Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_actionsync.Folder)!).ToHashSet();

        (await _actionsync.OnceAsync(Array([.. ids.Select(id => Of(id, [.. titles.Select(title => Item(title))]))]))).Exits(0);

        Assert.Equal(ids.Length * titles.Length, _actionsync.Pages.Count);
        Assert.All(_actionsync.Pages, page => Assert.Equal(("open", _actionsync["data", "board"]), (page["status"], Path.GetDirectoryName(page.Path))));
        Assert.Equal(ids.Length, Directory.EnumerateDirectories(_actionsync["data", "archive"]).Count());
        Assert.All(ids, id => Assert.Equal(titles.Length, _actionsync.Items(id.Replace('\t', ' ')).Count));
        Assert.Equal(["archive", "board", "inbox", "outbox"],
            Directory.EnumerateDirectories(_actionsync["data"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_actionsync.Folder)!).Except(outside),
            path => !Path.GetFileName(path).StartsWith("actionsync-test-", StringComparison.Ordinal) && path.EndsWith('x'));
        var shown = (await _actionsync.RunAsync("status")).Exits(0).Stdout;
        Assert.DoesNotContain('\u202E', shown);
    }

    [Fact]
    public async Task A_slash_in_an_incidents_id_which_would_make_two_items_keys_alike_is_a_problem()
    {
        _actionsync.Drop("1.json", Json("A/b", Item("Add an alert", id: "c")));
        _actionsync.Drop("2.json", Json("A", Item("Write a test", id: "b/c")));

        (await _actionsync.RunAsync("once")).Exits(1);

        Assert.Equal("A/b/c", Assert.Single(await _actionsync.StatusAsync()).GetProperty("key").GetString());
        Assert.Contains("holds a slash", File.ReadAllText(_actionsync["data", "rejected", "1.json.problems.txt"]), StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();
}
