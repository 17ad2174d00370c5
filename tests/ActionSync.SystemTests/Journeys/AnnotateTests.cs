using System.Globalization;
using System.Text;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A document is told what became of its promises, and telling it changes nothing else.</summary>
public sealed class AnnotateTests : IAsyncDisposable
{
    private const string Document =
        "# INC-7: The cache was empty\n\n## Action items\n\n"
        + "- [ ] Warm the cache before a release  \n- [ ] Alert on an empty cache\n- Write the runbook (@alice)\n";

    private readonly Actionsync _actionsync = new();
    private OnGitHub? _on;

    [Fact]
    public async Task What_people_did_on_the_board_stands_in_the_document_and_no_pass_writes_anything_for_it()
    {
        var file = _actionsync.Write("cache.md", Document);
        await OnceAsync(file);
        Page("warm").Set("status", "done");
        Page("runbook").Set("status", "in_progress");
        await OnceAsync();

        (await _actionsync.RunAsync("annotate", file, "--write")).Exits(0);

        var today = DayOf(TimeProvider.System.GetUtcNow());
        var filled = Document
            .Replace("- [ ] Warm the cache before a release", $"- [x] Warm the cache before a release (done {today})", StringComparison.Ordinal)
            .Replace("(@alice)", "(@alice) (in progress)", StringComparison.Ordinal);
        Assert.Equal(filled, File.ReadAllText(file));
        var (pages, history) = (Pages(), await _actionsync.HistoryAsync("INC-7"));
        Assert.Contains("= 3 kept", (await OnceAsync(file)).Stdout, StringComparison.Ordinal);
        Assert.Equal(pages, Pages());
        var news = (await _actionsync.HistoryAsync("INC-7")).Split('\n').Except(history.Split('\n'));
        Assert.DoesNotContain(news, line => !line.Contains("taken in", StringComparison.Ordinal));

        Assert.Contains("nothing to fill in", (await _actionsync.RunAsync("annotate", file, "--write")).Exits(0).Stderr, StringComparison.Ordinal);
        Assert.Equal(filled, File.ReadAllText(file));

        // Whoever opens it again is not fought by the document.
        Page("warm").Set("status", "open");
        await OnceAsync();
        await OnceAsync(file);
        Assert.Equal("open", Page("warm")["status"]);
        (await _actionsync.RunAsync("annotate", file, "--write")).Exits(0);
        Assert.Equal(filled, File.ReadAllText(file));
    }

    [Fact]
    public async Task The_address_of_an_items_own_issue_changes_nothing_when_it_is_read_again()
    {
        _on = await OnGitHub.StartAsync();
        var table = "# INC-7: The cache was empty\r\n\r\n## Action items\r\n\r\n"
            + "|Action|Owner|Status|Ticket|\r\n|-|-|-|-|\r\n|Warm the cache|alice@company.com|Open||\r\n|Alert on an empty cache\t|bob|TODO|OPS-12|\r\n";
        var file = _on.Actionsync.Write("cache.md", "\uFEFF" + table);
        (await _on.OnceAsync(file)).Exits(0);
        var number = _on.Repository.Issues.Single(issue => issue.Title == "Warm the cache").Number;
        _on.Repository.Close(number);
        (await _on.OnceAsync()).Exits(0);
        var before = await ReadingAsync(file);

        (await _on.Actionsync.RunAsync("annotate", file, "--write")).Exits(0);

        var other = _on.Repository.Issues.Single(issue => issue.Title == "Alert on an empty cache").Number;
        var day = DayOf(_on.Repository.Issues.Single(issue => issue.Number == number).ClosedAt!.Value);
        var right = table.Replace("|Open||", $"|Done {day}|{Link(number)}|", StringComparison.Ordinal)
            .Replace("OPS-12", $"OPS-12 {Link(other)}", StringComparison.Ordinal);
        Assert.Equal("\uFEFF" + right, Encoding.UTF8.GetString(File.ReadAllBytes(file)));
        var issues = _on.Repository.Issues;
        Assert.Contains("= 2 kept", (await _on.OnceAsync(file)).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Equal(issues, _on.Repository.Issues);
        Assert.Equal(before, await ReadingAsync(file));
        Assert.DoesNotContain("url", await _on.Actionsync.HistoryAsync("INC-7"), StringComparison.Ordinal);

        // Though the document names it now, the issue is still the item's own when the ledger is made anew.
        _on.Actionsync.LoseLedger();
        (await _on.Actionsync.RunAsync("rebuild")).Exits(0);
        File.WriteAllText(file, File.ReadAllText(file).Replace("empty cache", "empty cache at once", StringComparison.Ordinal));
        (await _on.OnceAsync(file)).Exits(0);
        Assert.Equal("Alert on an empty cache at once", _on.Repository[other].Title);
        Assert.Equal(2, _on.Repository.Issues.Count);
    }

    [Fact]
    public async Task A_ticket_that_the_document_only_follows_gets_its_state_and_no_second_link()
    {
        _on = await OnGitHub.StartAsync();
        var number = _on.Repository.Open("Look at the cache").Number;
        var file = _on.Actionsync.Write("cache.md", $"# INC-7\n\n## Action items\n\n- Look at the cache ({Link(number)})\n- Another one\n");
        (await _on.OnceAsync(file)).Exits(0);
        var day = DayOf(_on.Repository.Close(number).ClosedAt!.Value);
        (await _on.OnceAsync()).Exits(0);

        (await _on.Actionsync.RunAsync("annotate", file, "--write")).Exits(0);

        var text = File.ReadAllText(file);
        Assert.Contains($"- Look at the cache ({Link(number)}) (done {day})\n- Another one ([acme/ops#", text, StringComparison.Ordinal);
        Assert.Contains("= 2 kept", (await _on.OnceAsync(file)).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_of_the_reference_shape_gets_states_and_keeps_every_other_byte()
    {
        var file = _actionsync.Write("sample.json", File.ReadAllText(Repository.Sample));
        await OnceAsync(file);
        _actionsync.Pages[0].Set("status", "done");
        await OnceAsync();

        (await _actionsync.RunAsync("annotate", file, "--write")).Exits(0);

        var (before, after) = (File.ReadAllLines(Repository.Sample), File.ReadAllLines(file));
        Assert.Contains("\"status\": \"done\"", Assert.Single(after.Except(before)), StringComparison.Ordinal);
        Assert.Contains("= 5 kept", (await OnceAsync(file)).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_option_the_new_text_is_printed_and_the_file_stays()
    {
        var file = _actionsync.Write("cache.md", Document);
        await OnceAsync(file);
        Page("warm").Set("status", "wont_do");
        await OnceAsync();

        var ran = (await _actionsync.RunAsync("annotate", file)).Exits(0);

        Assert.Equal(Document.Replace("release  ", "release (won't do)  ", StringComparison.Ordinal), ran.Stdout);
        Assert.Equal(Document, File.ReadAllText(file));
    }

    [Fact]
    public async Task A_link_stays_a_link_and_its_file_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = _actionsync.Write("real.md", Document);
        File.CreateSymbolicLink(_actionsync["link.md"], file);
        await OnceAsync(file);
        Page("warm").Set("status", "done");
        await OnceAsync();
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var ran = (await _actionsync.RunAsync("annotate", _actionsync["link.md"], "--write")).Exits(0);

        Assert.Contains("is a link; what it leads to was written", ran.Stderr, StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(_actionsync["link.md"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(file));
        Assert.Contains("[x] Warm", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_filled_in_is_refused_with_the_next_step()
    {
        var file = _actionsync.Write("cache.md", Document);
        Assert.Contains("There is no ledger yet", (await _actionsync.RunAsync("annotate", file)).Exits(1).Stderr, StringComparison.Ordinal);

        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Assert.Contains("No incident INC-7 is known", (await _actionsync.RunAsync("annotate", file)).Exits(1).Stderr, StringComparison.Ordinal);
        Assert.Contains("no such file", (await _actionsync.RunAsync("annotate", "nowhere.md")).Exits(1).Stderr, StringComparison.Ordinal);
        var export = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Documents", "Samples", "rootly-action-items.json");
        Assert.Contains("belongs to that tool", (await _actionsync.RunAsync("annotate", export)).Exits(1).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("annotate", file, file)).Exits(2);
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        if (_on is not null)
            await _on.DisposeAsync();
    }

    private async Task<Ran> OnceAsync(params string[] files) => (await _actionsync.RunAsync(["once", "--no-remind", .. files])).Exits(0);

    private Page Page(string word) => _actionsync.Pages.Single(page => page.Name.Contains(word, StringComparison.Ordinal));

    private static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private List<string> Pages() => [.. _actionsync.Pages.Select(page => page.Text)];

    private string Link(int number) => $"[acme/ops#{number}]({_on!.GitHub.Url}/acme/ops/issues/{number})";

    /// <summary>What is read of it; advice goes with the state of items, which is filled in, and so do the lines that are shown.</summary>
    private async Task<IEnumerable<string>> ReadingAsync(string file) => (await _on!.Actionsync.RunAsync("check", file)).Stdout
        .Split('\n').Where(line => !line.Contains(": advice: ", StringComparison.Ordinal) && !line.StartsWith(' '));
}
