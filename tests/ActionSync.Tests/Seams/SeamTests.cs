using ActionSync.Commands;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Seams;

/// <summary>A format, a kind of tracker and a channel that the program does not know: one line each, and everything works with them.</summary>
public sealed class SeamTests : IDisposable
{
    private const string Note = """
        INC-7: The queue ran over
        Alert on the length of the queue; alice@company.com; P1; 2024-02-01
        Write the page for the night shift; bob@company.com; P2; 2024-02-08
        """;

    private readonly Workplace _place = new();
    private readonly string _shelf = Guid.NewGuid().ToString("N");
    private readonly string _whistle = Guid.NewGuid().ToString("N");

    private IEnumerable<string> Issues => ToyTracker.On(_shelf).Select(issue => issue.Snapshot.Title);

    private IEnumerable<string> Reminded => ToyChannel.Heard(_whistle).Select(digest => digest.To.Address);

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    public async Task A_toy_document_can_be_looked_at_before_it_is_taken_in(string command)
    {
        Configure();
        await RunsAsync(command, Write("note.toy", Note));
        Assert.Empty(Issues);
    }

    [Fact]
    public async Task A_toy_document_goes_all_the_way_from_file_to_issue_to_reminder()
    {
        Configure();

        await RunsAsync("once", Write("note.toy", Note));

        Assert.Equal(["Alert on the length of the queue", "Write the page for the night shift"], Issues);
        Assert.Equal(["alice@company.com"], Reminded);
        Assert.Equal(["ally", null], ToyTracker.On(_shelf).Select(issue => issue.Assignee));
    }

    [Fact]
    public async Task So_does_the_sample()
    {
        Configure();

        await RunsAsync("once", Repository.Sample);

        Assert.Equal(5, Issues.Count());
        Assert.Contains("alice@company.com", Reminded);
    }

    [Fact]
    public async Task A_toy_document_is_taken_out_of_the_drop_folder_and_kept_as_it_came()
    {
        Configure();
        var dropped = Write(Path.Combine("data", "inbox", "note.toy"), Note);

        await RunsAsync("once");

        Assert.Equal(2, Issues.Count());
        Assert.False(File.Exists(dropped));
        Assert.Equal(Note, await File.ReadAllTextAsync(_place["data", "archive", "INC-7", "revision-0001.toy"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task From_the_archive_it_is_verified_and_a_lost_ledger_is_made_again()
    {
        Configure();
        await RunsAsync("once", Write("note.toy", Note));
        await RunsAsync("once", Write("note.toy", Note.Replace("night shift", "day shift", StringComparison.Ordinal)));
        await RunsAsync("verify");
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_place["data"], "actionsync.db*"))
            File.Delete(file);

        await RunsAsync("rebuild");
        await RunsAsync("verify");
        await RunsAsync("once");

        Assert.Equal(["Alert on the length of the queue", "Write the page for the day shift"], Issues);
    }

    [Fact]
    public async Task What_is_wrong_in_a_toy_document_is_listed_by_line()
    {
        Configure();
        Write(Path.Combine("data", "inbox", "note.toy"), Note + "\nsomething");

        Assert.Equal((int)ExitCode.Rejected, await RunAsync("once"));

        Assert.StartsWith("note.toy:4:1: error: items[2]: is no item",
            await File.ReadAllTextAsync(_place["data", "rejected", "note.toy.problems.txt"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_an_unknown_ending_is_refused_with_the_known_ones()
    {
        Configure();
        var file = Write("note.text", Note);
        await using var services = Services();

        var (parsed, _) = await services.GetRequiredService<FileArguments>().ReadAsync(new FileArgument.Lying(file), TestContext.Current.CancellationToken);
        var problem = Assert.Single(parsed.Problems);

        Assert.Equal("its name ends in none of the ways that tell a document's format: .json, .yaml, .yml, .md, .markdown, .toy. Rename it, or list its name in Intake:Include, and it is read as JSON.", problem.Wrong);
        Assert.Equal((int)ExitCode.Rejected, await RunAsync("once", file));
    }

    [Fact]
    public async Task A_name_that_the_configuration_lists_is_read_as_the_reference_format()
    {
        Configure("""{ "Include": ["*.incident"] }""");
        var file = Write("note.incident", await File.ReadAllTextAsync(Repository.Sample, TestContext.Current.CancellationToken));

        await RunsAsync("once", file);

        Assert.True(File.Exists(_place["data", "archive", "INC-2024-0142", "revision-0001.json"]));
    }

    [Fact]
    public void Every_format_adds_the_names_of_its_documents()
    {
        Configure();
        Assert.Equal(["**/*.json", "**/*.yaml", "**/*.yml", "**/*.md", "**/*.markdown"], Workplace.Shipped().Options().Intake.Include);
        Assert.Equal(["**/*.json", "**/*.yaml", "**/*.yml", "**/*.md", "**/*.markdown", "**/*.toy"], _place.Load(Toys.Listed).Options.Intake.Include);
    }

    [Fact]
    public void Their_keys_are_known_checked_and_named_to_people_like_any()
    {
        _place.Config("""
            {
              "Trackers": { "toys": { "Kind": "Toy" }, "more": { "Kind": "Toyy", "Shelf": "a" } },
              "Routes": [{ "Tracker": "toys" }],
              "People": { "alice@company.com": { "Channel": "Toy", "Toyy": "ally" }, "bob@company.com": { "Toy": "bo" }, "rob@company.com": { "Toy": "bo" } },
              "Channels": { "Toy": { "Wistle": "x" } },
              "Dashboard": { "ToyWebhookSecretFile": "no/such.file" }
            }
            """);

        var loaded = _place.Load(Toys.Listed);
        var problems = loaded.Problems.Select(problem => $"{problem.Key}: {problem.Text}").ToList();

        Assert.Contains("Trackers:toys:Shelf: is missing; it must be the name of a shelf", problems);
        Assert.Contains(problems,
            problem => problem.StartsWith(
                "Trackers:more:Kind: \"Toyy\" is not right; it must be Folder, GitHub, Jira or Toy; did you mean Toy?", StringComparison.Ordinal));
        Assert.Contains("Channels:Toy:Wistle: is not a known key; did you mean Channels:Toy:Whistle?", problems);
        Assert.Contains("People:alice@company.com:Channel: is Toy, but Channels:Toy:Whistle is not set; set it, or choose another channel", problems);
        Assert.Contains("People:alice@company.com:Toyy: is not a known key; did you mean People:alice@company.com:Toy?", problems);
        Assert.Contains($"Dashboard:ToyWebhookSecretFile: there is no file \"{_place["no", "such.file"]}\"", problems);
        Assert.Contains("\"bo\" also stands at bob@company.com, so by it alone nobody is found", loaded.Notices.Select(notice => notice.Text));
    }

    [Fact]
    public void Without_their_lines_nobody_knows_them()
    {
        _place.Config("""{ "Trackers": { "toys": { "Kind": "Toy" } }, "Channels": { "Toy": { "Whistle": "x" } }, "People": { "alice@company.com": { "Toy": "ally" } }, "Dashboard": { "ToyWebhookSecret": "a-secret" } }""");

        var problems = _place.Load().Problems.Select(problem => problem.Key);

        Assert.Contains("Trackers:toys:Kind", problems);
        Assert.Contains("Channels:Toy", problems);
        Assert.Contains("People:alice@company.com:Toy", problems);
        Assert.Contains("Dashboard:ToyWebhookSecret", problems);
    }

    public void Dispose() => _place.Dispose();

    private void Configure(string intake = "{}") => _place.Config($$"""
        {
          "Data": "{{_place["data"]}}",
          "Intake": {{intake}},
          "Trackers": { "toys": { "Kind": "Toy", "Shelf": "{{_shelf}}" } },
          "Routes": [{ "Tracker": "toys" }],
          "People": { "alice@company.com": { "Channel": "Toy", "Toy": "ally" } },
          "Channels": { "Toy": { "Whistle": "{{_whistle}}" } },
          "Reminding": { "WorkingDays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] }
        }
        """);

    private string Write(string name, string text)
    {
        _place.Write(name, text);
        return _place[name];
    }

    private ServiceProvider Services() =>
        new ServiceCollection().AddLogging().AddActionSync(_place.Load(Toys.Listed).Options, Toys.Listed, TimeProvider.System).BuildServiceProvider();

    private async Task RunsAsync(params string[] arguments) => Assert.Equal((int)ExitCode.Done, await RunAsync(arguments));

    /// <summary>The whole program, with the toys in its lists.</summary>
    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync([.. arguments, "--config", _place["my.json"]], Toys.Listed);
}
