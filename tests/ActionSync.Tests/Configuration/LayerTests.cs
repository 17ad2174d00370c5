using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Testing;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Tests.Configuration;

public sealed class LayerTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Without_any_source_the_built_in_defaults_serve()
    {
        var options = _place.Options();

        var board = Assert.IsType<FolderOptions>(Assert.Single(options.Trackers).Value);
        Assert.Equal(("board", _place["data", "board"]), (board.Name, board.Folder));
        Assert.Equal("board", Assert.Single(options.Routes).Tracker);
        Assert.Equal(_place["data", "inbox"], options.Intake.Folder);
        Assert.Equal(_place["data", "archive"], options.Intake.Archive);
        Assert.Equal(_place["data", "rejected"], options.Intake.Rejected);
        Assert.Equal(_place["data", "outbox"], options.Channel<EmailOptions>().Outbox);
        Assert.Equal($"Data Source={_place["data", "actionsync.db"]}", options.Ledger.ConnectionString.Reveal());
    }

    [Fact]
    public void A_file_overrides_the_shared_file_and_the_environment_overrides_both()
    {
        _place.Shared("""{ "Schedule": { "MaxTrackers": 2 }, "Ledger": { "Namespace": "shared" }, "Planning": { "DefaultPriority": "P4" } }""")
            .Config("""{ "Ledger": { "Namespace": "mine" }, "Planning": { "DefaultPriority": "P2" } }""")
            .Env("Planning:DefaultPriority", "p0");

        var options = _place.Options();

        Assert.Equal((2, "mine", Priority.P0), (options.Schedule.MaxTrackers, options.Ledger.Namespace, options.Planning.DefaultPriority));
    }

    [Fact]
    public void Keys_and_the_prefix_are_read_in_any_case()
    {
        _place.Config("""{ "intake": { "RESCAN": "00:00:30" } }""").Variable("actionsync_INTAKE__settle", "00:00:02");

        var intake = _place.Options().Intake;

        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2)), (intake.Rescan, intake.Settle));
    }

    [Fact]
    public void A_list_in_a_later_source_replaces_the_whole_list()
    {
        _place.Shared("""{ "Reminding": { "At": ["08:00", "12:00", "16:00"], "DueSoonDays": [1, 2, 3] } }""")
            .Config("""{ "Reminding": { "At": ["10:00"] } }""").Env("Reminding:DueSoonDays:0", "7");

        var reminding = _place.Options().Reminding;

        Assert.Equal([new TimeOnly(10, 0)], reminding.At);
        Assert.Equal([7], reminding.DueSoonDays);
    }

    [Fact]
    public void A_default_list_is_replaced_by_the_first_source_that_has_one()
    {
        _place.Config("""{ "Reminding": { "WorkingDays": ["Sun", "monday"], "Priorities": [] } }""");

        var reminding = _place.Options().Reminding;

        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Monday], reminding.WorkingDays.Order());
        Assert.Empty(reminding.Priorities);
    }

    [Fact]
    public void The_environment_gives_lists_by_number_or_with_commas()
    {
        _place.Env("Reminding:Priorities", "P1, p2").Env("Reminding:At:0", "09:00").Env("Reminding:At:1", "15:30")
            .Env("Reminding:Holidays", "2026-12-25,2026-12-26");

        var reminding = _place.Options().Reminding;

        Assert.Equal([Priority.P1, Priority.P2], reminding.Priorities);
        Assert.Equal([new TimeOnly(9, 0), new TimeOnly(15, 30)], reminding.At);
        Assert.Equal(2, reminding.Holidays.Count);
    }

    [Theory]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": 5 } }""", null, "one 5")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": [5] } }""", null, "list 5")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": [10, 2, 2] } }""", null, "list 2,10")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": [1, 2] } }""", "3", "one 3")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": 5 } }""", "2, 4", "list 2,4")]
    [InlineData("""{ "Reminding": { "OverdueEveryDays": null } }""", null, "list 1,3,7")]
    public void A_number_and_a_list_are_told_apart(string file, string? environment, string expected)
    {
        _place.Config(file);
        if (environment is not null)
            _place.Env("Reminding:OverdueEveryDays", environment);

        var days = _place.Options().Reminding.OverdueEveryDays;

        Assert.Equal(expected, $"{(days.IsOne ? "one" : "list")} {string.Join(',', days)}");
    }

    [Fact]
    public void The_environment_can_give_routes()
    {
        _place.Shared("""{ "Routes": [ { "When": { "Type": "x" }, "Tracker": "board" }, { "Tracker": "board" } ] }""")
            .Env("Routes:0:When:Service", "pay*").Env("Routes:0:Tracker", "BOARD");

        var route = Assert.Single(_place.Options().Routes);

        Assert.Equal(["pay*"], route.When.Service);
        Assert.Empty(route.When.Type);
        Assert.Equal("board", route.Tracker);
    }

    [Theory]
    [InlineData("""["P0", "P2..P3"]""")]
    [InlineData("""
        "P0, P2..P3"
        """)]
    public void A_file_gives_the_conditions_of_a_route_as_a_list_or_with_commas(string priority)
    {
        _place.Shared($$"""{ "Routes": [ { "When": { "Priority": {{priority}} }, "Tracker": "NONE" }, { "Tracker": "board" } ] }""");

        var route = _place.Options().Routes[0];

        Assert.Equal(["P0", "P2..P3"], route.When.Priority);
        Assert.Equal("none", route.Tracker);
    }

    [Fact]
    public void Maps_merge_by_key_and_null_takes_an_entry_out()
    {
        _place.Shared("""{ "People": { "alice@example.com": { "Name": "Alice" } }, "Planning": { "DefaultDeadlineDays": { "P3": 90 } } }""")
            .Config("""{ "People": { "ALICE@example.com": { "GitHub": "alice" }, "bob@example.com": {} }, "Planning": { "DefaultDeadlineDays": { "P2": null } } }""");

        var options = _place.Options();

        Assert.Equal(("Alice", "alice"), (options.People["alice@EXAMPLE.com"].Name, options.People["alice@example.com"].Accounts["GitHub"]));
        Assert.Equal(2, options.People.Count);
        Assert.Equal(
            [KeyValuePair.Create(Priority.P1, 28), KeyValuePair.Create(Priority.P3, 90)], options.Planning.DefaultDeadlineDays.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void Null_goes_back_to_the_default()
    {
        const string Other = """{ "Trackers": { "two": { "Kind": "Folder", "Folder": "x" } }, "Routes": [ { "Tracker": "two" } ], "Reminding": { "At": ["10:00"] }, "Data": "x" }""";
        _place.Shared(Other).Config("""{ "Trackers": null, "Routes": null, "Reminding": { "At": null }, "Data": null }""");

        var options = _place.Options();

        Assert.Equal("board", Assert.Single(options.Trackers).Key);
        Assert.Equal("board", Assert.Single(options.Routes).Tracker);
        Assert.Equal([new TimeOnly(9, 0)], options.Reminding.At);
        Assert.Equal(_place["data"], options.Data);
    }

    [Fact]
    public void A_tracker_can_be_put_together_from_several_sources()
    {
        _place.Config("""{ "Trackers": { "github": { "Kind": "GitHub", "Repository": "acme/payments" } }, "Routes": [ { "Tracker": "github" } ] }""")
            .Env("Trackers:GitHub:Token", "ghp_1234567890");

        var options = _place.Options();

        var gitHub = Assert.IsType<GitHubOptions>(options.Trackers["github"]);
        Assert.Equal(("github", "ghp_1234567890", 100, 30), (gitHub.Name, gitHub.Token!.Reveal(), gitHub.MaxCreatesPerRun, gitHub.WritesPerMinute));
        Assert.IsType<FolderOptions>(options.Trackers["board"]);
    }

    [Fact]
    public void Jira_priorities_join_the_defaults_and_a_field_is_replaced_as_a_whole()
    {
        const string Jira = """ "Kind": "Jira", "BaseUrl": "https://acme.atlassian.net", "Project": "OPS", "Email": "bot@acme.com" """;
        _place.Shared($$"""{ "Trackers": { "jira": { {{Jira}}, "Fields": { "customfield_1": { "id": "7" }, "customfield_2": [1, true] } } } }""")
            .Config("""{ "Trackers": { "jira": { "Priorities": { "P1": "Blocker" }, "Fields": { "customfield_1": { "value": "x" } } } } }""")
            .Env("Trackers:jira:Token", "secret-token").Env("Trackers:jira:Fields:customfield_3", """{"name":"Ops"}""")
            .Env("Trackers:jira:Fields:customfield_4", "5");

        var jira = Assert.IsType<JiraOptions>(_place.Options().Trackers["jira"]);

        Assert.Equal(("Blocker", "High"), (jira.Priorities["P1"], jira.Priorities["P2"]));
        Assert.Equal("""{"value":"x"}""", jira.Fields["customfield_1"].GetRawText());
        Assert.Equal("[1,true]", jira.Fields["customfield_2"].GetRawText());
        Assert.Equal("""{"name":"Ops"}""", jira.Fields["customfield_3"].GetRawText());
        Assert.Equal("\"5\"", jira.Fields["customfield_4"].GetRawText());
    }

    [Fact]
    public void No_cap_and_no_pacing_are_null_or_the_word_none()
    {
        _place.Config("""{ "Trackers": { "github": { "Kind": "GitHub", "Repository": "a/b", "Token": "t-1234567", "MaxCreatesPerRun": null } } }""")
            .Env("Trackers:github:WritesPerMinute", "none");

        var gitHub = _place.Options().Trackers["github"];

        Assert.Equal((null, null), (gitHub.MaxCreatesPerRun, gitHub.WritesPerMinute));
    }

    [Fact]
    public void Comments_trailing_commas_notes_and_a_byte_order_mark_are_welcome()
    {
        _place.Config("\uFEFF{ \"$schema\": \"x\", // why\n \"Intake\": { \"$note\": [1], \"Rescan\": \"00:01:00\", }, }");

        Assert.Equal(TimeSpan.FromMinutes(1), _place.Options().Intake.Rescan);
    }

    [Fact]
    public void Variables_of_others_are_left_alone()
    {
        _place.Variable("PATH", "/bin").Variable("DOTNET_Data", "x").Variable("ACTIONSYNCDATA", "x");

        Assert.Equal(_place["data"], _place.Options().Data);
    }
}
