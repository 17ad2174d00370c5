using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary><c>plan</c> says beforehand what a pass does, by asking the trackers, and neither they nor the ledger change.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly Actionsync _actionsync = new();
    private readonly JiraSimulator _jira = new(JiraMode.Cloud, TimeProvider.System);
    private GitHubSimulator _github = null!;
    private GitHubRepository _repository = null!;
    private string? _token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _github = await GitHubSimulator.StartAsync(TimeProvider.System, Cancel);
        _repository = _github.World.AddRepository("acme/payments");
        _repository.Assignable.Add("bob");
        _github.World.SetFields("acme", GitHubField.Defaults);
        _jira.Book.AddProject("OPS");
        await _jira.StartAsync(0, Cancel);
        Configure(_github.Url);
    }

    [Fact]
    public async Task The_totals_name_what_is_created_where_whom_nobody_is_assigned_to_what_is_adopted_and_what_waits()
    {
        // A ledger that was lost: its issue is still there.
        (await _actionsync.RunAsync("once", "--no-remind", Write("old.json", Json("INC-1", Payment("Add an alert"))))).Exits(0);
        Directory.Delete(_actionsync["data"], recursive: true);
        Directory.CreateDirectory(_actionsync["data", "inbox"]);
        var document = Drop(Json("INC-1", Payment("Add an alert"), Payment("Write the runbook"), Payment("Ask Dave", owner: "dave@acme.com"),
            Ops("Resize the pool"), Ops("Ask Erin", owner: "Erin"), Item("Nobody's", priority: "P4")));
        var (issues, requests) = (Everything(), Writes());

        var plan = (await _actionsync.RunAsync("plan")).Exits(0);

        Assert.Contains("4 to create: 2 hub, 2 ops; 2 nobody is assigned to; 1 is found and adopted; 1 waits: no route", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("in hub (acme/payments): #1 is found there by its mark, and adopted", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("in hub (acme/payments), assigned to bob@acme.com (bob), P1 (Urgent), due 2024-01-22", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("assigned to nobody for dave@acme.com", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("in ops (OPS), assigned to alice@company.com (Alice Chen), P2 (High)", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("(waits: no route)", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("Nobody is assigned to 2 items:", plan.Stdout, StringComparison.Ordinal);
        (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(3);
        Assert.Contains("  \"dave@acme.com\": { \"GitHub\": \"LOGIN\" },\n  \"ADDRESS OF Erin\": { \"Name\": \"Erin\", \"Jira\": \"ACCOUNT\" }\n",
            plan.Stdout.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((issues, requests), (Everything(), Writes()));
        Assert.False(File.Exists(_actionsync["data", "actionsync.db"]));
        Assert.True(File.Exists(document));

        var once = (await _actionsync.RunAsync("once", "--no-remind", "--new-ledger")).Exits(3);
        Assert.Contains("\"dave@acme.com\": { \"GitHub\": \"LOGIN\" }", once.Stderr, StringComparison.Ordinal);
        Assert.Equal(["Add an alert", "Write the runbook", "Ask Dave"], _repository.Issues.Select(issue => issue.Title));
        Assert.Equal(["bob"], _repository.Issues[1].Assignees);
        Assert.Empty(_repository.Issues[2].Assignees);
        Assert.Equal(["Resize the pool", "Ask Erin"], _jira.Issues.Select(issue => issue.Summary));
        var doctor = (await _actionsync.RunAsync("doctor")).Stdout;
        Assert.Contains(
            "note people: nobody is assigned to 2 items of 2 owners. Add their accounts under People, as below.\n"
            + "       dave@acme.com, 1 item in hub: People gives no account for this owner\n", doctor, StringComparison.Ordinal);
        Assert.Contains("\n       \"dave@acme.com\": { \"GitHub\": \"LOGIN\" },\n       \"ADDRESS OF Erin\": { \"Name\": \"Erin\", \"Jira\": \"ACCOUNT\" }\n",
            doctor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_foretold_for_programs_is_what_the_trackers_then_hold()
    {
        Drop(Json("INC-1", Payment("Add an alert"), Payment("Ask Dave", owner: "dave@acme.com"), Ops("Resize the pool")));

        using var plan = JsonDocument.Parse((await _actionsync.RunAsync("plan", "--json")).Exits(0).Stdout);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        var items = plan.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["create", "create", "create"], items.Select(item => item.GetProperty("action").GetString()));
        Assert.Equal(_repository.Issues.Select(issue => issue.Assignees.SingleOrDefault()), items[..2].Select(item => Word(item, "assignee")));
        Assert.Equal(_repository.Issues.Select(issue => string.Join(' ', issue.Labels.Order(StringComparer.Ordinal))), items[..2].Select(Labels));
        var jira = Assert.Single(_jira.Issues);
        Assert.Equal((jira.Summary, jira.Assignee!.AccountId, jira.Priority, jira.DueDate, string.Join(' ', jira.Labels.Order(StringComparer.Ordinal))),
            (Word(items[2], "title")!, Word(items[2], "assignee")!, Word(items[2], "trackerPriority"), Word(items[2], "deadline"), Labels(items[2])));
        Assert.Equal((2, 1), (plan.RootElement.GetProperty("totals").GetProperty("create").GetProperty("hub").GetInt32(),
            plan.RootElement.GetProperty("totals").GetProperty("nobodys").GetInt32()));
    }

    [Fact]
    public async Task A_tracker_that_cannot_be_asked_leaves_the_plan_and_says_what_is_not_known()
    {
        Configure("http://127.0.0.1:1");
        Drop(Json("INC-1", Payment("Add an alert"), Ops("Resize the pool")));

        var plan = (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(3);

        Assert.Contains("+ INC-1/1  Add an alert", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("2 to create: 1 hub, 1 ops; 1 of a tracker that cannot be asked", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("in ops (OPS), assigned to alice@company.com", plan.Stdout, StringComparison.Ordinal);
        Assert.Contains("Tracker hub cannot be asked", plan.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_detailed_exitcode_ten_says_that_there_is_something_to_do_and_a_rejected_document_comes_first()
    {
        (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(0);
        var file = Drop(Json("INC-1", Payment("Add an alert")));
        (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(10);
        (await _actionsync.RunAsync("plan")).Exits(0);
        _actionsync.Drop("bad.json", "{}");
        (await _actionsync.RunAsync("plan", "--detailed-exitcode")).Exits(1);
        File.Delete(_actionsync["data", "inbox", "bad.json"]);
        var kept = _actionsync.Write("kept.json", File.ReadAllText(file));

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        Assert.Contains("1 kept", (await _actionsync.RunAsync("plan", "--detailed-exitcode", kept)).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_cap_of_a_pass_items_wait_and_both_plan_and_once_leave_them()
    {
        _actionsync.With("Trackers:hub:MaxCreatesPerRun", "2");
        Drop(Json("INC-1", Payment("One"), Payment("Two"), Payment("Three")));

        var plan = (await _actionsync.RunAsync("plan")).Exits(0).Stdout;
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("2 to create: 2 hub; 1 waits: for a later pass (MaxCreatesPerRun)", plan, StringComparison.Ordinal);
        // What all of them need is said once.
        Assert.Single(plan.Split('\n'), line => line.StartsWith("Made in hub (acme/payments), where it is not yet there: label \"", StringComparison.Ordinal));
        Assert.DoesNotContain("makes", plan, StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], _repository.Issues.Select(issue => issue.Title));
        var next = (await _actionsync.RunAsync("plan", Write("b.json", Json("INC-2", Ops("Four"))))).Exits(0).Stdout;
        Assert.Contains("1 of an earlier document is created too", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_costs_a_request_a_person_and_not_an_item()
    {
        Drop(Json("INC-1", [.. Enumerable.Range(1, 3).Select(n => Payment($"Small {n}"))]));
        (await _actionsync.RunAsync("plan")).Exits(0);
        var few = _github.Log.Count();
        _github.Log.Clear();
        Drop(Json("INC-1", [.. Enumerable.Range(1, 50).Select(n => Payment($"Large {n}"))]));

        Assert.Contains("50 to create: 50 hub", (await _actionsync.RunAsync("plan")).Exits(0).Stdout, StringComparison.Ordinal);

        Assert.Equal(few, _github.Log.Count());
    }

    [Fact]
    public async Task What_an_author_probably_meant_otherwise_is_advice_in_check_plan_once_and_the_receipt()
    {
        var file = Write("slips.json", """
            {
              "incident": { "id": "INC-7", "title": "Slips" },
              "action_items": [
                { "title": "Add an alert", "onwer": "bob@acme.com", "due_date": "2024-01-22", "type": "payments" },
                { "title": "Ask somebody", "assignee": "x", "owner": "Somebody Else", "priority": "P2", "deadline": "2024-01-29", "type": "payments" }
              ]
            }
            """);
        string[] said =
        [
            "action_items[0].onwer: this key is not read (did you mean owner?)", "action_items[0].due_date: this key is not read (did you mean deadline?)",
            "action_items[1].owner: the owner \"Somebody Else\" is nobody who is known",
        ];
        foreach (var command in new[] { "check", "plan" })
        {
            var told = (await _actionsync.RunAsync(command, file)).Exits(0).Stdout;
            Assert.All(said, text => Assert.Contains(text, told, StringComparison.Ordinal));
            Assert.Contains("slips.json:5:58: advice: action_items[1].owner: the owner", told, StringComparison.Ordinal);
            Assert.Contains($"\n      |{new string(' ', 32)}^\n", told, StringComparison.Ordinal);
        }
        var github = (await _actionsync.RunAsync("check", "--format", "github", file)).Exits(0).Stdout;
        Assert.Contains("::notice file=", github, StringComparison.Ordinal);
        Assert.Contains("line=4,col=32,title=unread-key::action_items[0].onwer: this key is not read", github, StringComparison.Ordinal);
        Assert.DoesNotContain("assignee", github, StringComparison.Ordinal);

        var once = (await _actionsync.RunAsync("once", "--no-remind", file)).Exits(0);

        Assert.All(said, text => Assert.Contains(text, once.Stderr, StringComparison.Ordinal));
        var advice = Advice();
        Assert.All(said, text => Assert.Contains(text, string.Join('\n', advice), StringComparison.Ordinal));

        (await _actionsync.RunAsync("rebuild", "--replace")).Exits(0);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Equal(advice, Advice());

        List<string?> Advice() => [.. _actionsync.Receipt("INC-7").GetProperty("advice").EnumerateArray().Select(one => Word(one, "text"))];
    }

    [Fact]
    public async Task Check_names_owners_who_cannot_be_assigned_without_a_tracker_or_a_secret()
    {
        var file = Write(
            "a.json", Json("INC-1", Payment("Add an alert"), Payment("Ask Dave", owner: "dave@acme.com"), Ops("By address", owner: "zoe@acme.com")));
        await _github.DisposeAsync();

        var said = (await _actionsync.RunAsync("check", file)).Exits(0).Stdout;

        Assert.Contains("action_items[1].owner: hub knows no account of the owner dave@acme.com, so that nobody is assigned to 1 item. " +
            "Add under People: \"dave@acme.com\": { \"GitHub\": \"LOGIN\" }", said, StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@acme.com", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_ends_too_early_is_named_as_waited_for()
    {
        Drop(Json("INC-1", Payment("Add an alert"))[..^20]);

        var plan = (await _actionsync.RunAsync("plan")).Exits(0).Stdout;

        Assert.Contains("INC-1.json ends too early; it is waited for", plan, StringComparison.Ordinal);
        Assert.Contains("Nothing to do.", plan, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _actionsync.Dispose();
        await _github.DisposeAsync();
        await _jira.DisposeAsync();
    }

    private static JsonObject Payment(string title, string owner = "bob@acme.com") => Typed("payments", title, owner, "P1");

    private static JsonObject Ops(string title, string owner = "alice@company.com") => Typed("ops", title, owner, "P2");

    private static JsonObject Typed(string type, string title, string owner, string priority)
    {
        var item = Item(title, owner: owner, priority: priority);
        item["type"] = type;
        return item;
    }

    private static string? Word(JsonElement item, string member) => item.GetProperty(member).GetString();

    private static string Labels(JsonElement item) =>
        string.Join(' ', item.GetProperty("labels").EnumerateArray().Select(label => label.GetString()).Order(StringComparer.Ordinal));

    private void Configure(string github) => _actionsync.Configured($$"""
        {
          "Trackers": {
            "hub": {
              "Kind": "GitHub", "BaseUrl": "{{github}}", "Repository": "acme/payments", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01",
              "Token": "{{_token ??= _github.World.AddToken(new GitHubAccess("actionsync-bot"))}}"
            },
            "ops": {
              "Kind": "Jira", "BaseUrl": "{{_jira.Url}}", "Project": "OPS", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01",
              "Email": "{{_jira.Site.Me.Email}}", "Token": "{{_jira.Site.Token}}"
            }
          },
          "Routes": [ { "When": { "Type": "payments" }, "Tracker": "hub" }, { "When": { "Type": "ops" }, "Tracker": "ops" } ],
          "People": { "bob@acme.com": { "GitHub": "bob" } }
        }
        """);

    private string Write(string name, string text) => _actionsync.Write(name, text);

    private string Drop(string text) => _actionsync.Drop("INC-1.json", text);

    private string Everything() => string.Join('\n', [
        .. _repository.Issues.Select(issue => issue.Title), .. _jira.Issues.Select(issue => issue.Summary),
        .. Directory.GetFileSystemEntries(_actionsync["data"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);

    private int Writes() => _github.Log.All.Concat(_jira.Log.All).Count(
        request => request.Method != "GET" && !request.Path.Contains("/search", StringComparison.Ordinal));
}
