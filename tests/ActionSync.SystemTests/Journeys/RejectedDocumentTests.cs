using System.Text.Json;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A rejected document reaches somebody, waits where it can be seen, and goes once it is corrected; what is no document stays where it is.</summary>
public sealed class RejectedDocumentTests : IDisposable
{
    private const string Bad = """
        {"incident": {"id": "INC-1", "title": "Outage", "commander": "robin@x.org"},
         "action_items": [{"title": "Add an alert", "owner": "alice@company.com", "priority": "Hihg"}]}
        """;

    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task It_is_mailed_once_shown_until_it_is_corrected_and_then_superseded()
    {
        _actionsync.Drop("bad.json", Bad);

        var ran = (await _actionsync.RunAsync("once")).Exits(1);
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Contains("1 mail about rejected documents sent, as files in ", ran.Stdout, StringComparison.Ordinal);
        var mail = Assert.Single(Directory.GetFiles(_actionsync["data", "outbox"], "*-rejected-robin@x.org.eml"));
        Assert.Contains("bad.json:2:", File.ReadAllText(mail), StringComparison.Ordinal);
        var shown = (await _actionsync.RunAsync("status", "--json")).Exits(0);
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(shown.Stdout).RootElement.ValueKind);
        Assert.Contains("bad.json. ", shown.Stderr, StringComparison.Ordinal);
        Assert.Contains($"{_actionsync["data", "rejected", "bad.json.problems.txt"]} says why", shown.Stderr, StringComparison.Ordinal);

        _actionsync.Drop("bad.json", Bad.Replace("Hihg", "High", StringComparison.Ordinal));
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Empty(Directory.GetFiles(_actionsync["data", "rejected"]));
        Assert.Equal(Bad, File.ReadAllText(_actionsync["data", "rejected", "superseded", "bad.json"]));
        Assert.True(File.Exists(_actionsync["data", "rejected", "superseded", "bad.json.problems.txt"]));
        Assert.DoesNotContain("ejected", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
        (await _actionsync.RunAsync("verify")).Exits(0);
    }

    [Theory]
    [InlineData("Incident commander: robin@x.org\n\n# INC-1 Outage\n")]
    [InlineData("---\ncommander: Robin <robin@x.org>\n---\n# INC-1 Outage\n")]
    [InlineData("# INC-1 Outage\n\n| Commander | [Robin](mailto:robin@x.org) |\n|---|---|\n")]
    public async Task A_commander_named_in_Markdown_is_told_and_plan_promises_no_issue_of_it(string head)
    {
        _actionsync.Drop("bad.md", head + "\n## Action items\n\n- [ ] Fix the pool, due 03/04/2027\n- [ ] Add an alert\n");

        var plan = (await _actionsync.RunAsync("plan", "--json")).Exits(1);
        var text = (await _actionsync.RunAsync("plan")).Exits(1);
        (await _actionsync.RunAsync("once")).Exits(1);

        var json = JsonDocument.Parse(plan.Stdout).RootElement;
        Assert.Empty(json.GetProperty("items").EnumerateArray());
        Assert.Empty(json.GetProperty("totals").GetProperty("create").EnumerateObject());
        Assert.False(json.GetProperty("totals").GetProperty("hasWork").GetBoolean());
        Assert.DoesNotContain("to create", text.Stdout, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Pages);
        var mail = Assert.Single(Directory.GetFiles(_actionsync["data", "outbox"], "*-rejected-robin@x.org.eml"));
        Assert.Contains("03/04/2027", File.ReadAllText(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_tells_whom_the_configuration_names()
    {
        _actionsync.With("Intake:Report", "leads@x.org").With("Reminding:WorkingDays", "Mon,Tue,Wed,Thu,Fri,Sat,Sun");
        _actionsync.Drop("bad.json", Bad);
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);
        Assert.False(Directory.Exists(_actionsync["data", "outbox"]));

        var soon = TimeProvider.System.GetUtcNow().AddMinutes(1);
        _actionsync.With("Reminding:At", soon.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        using var worker = await _actionsync.StartWorkerAsync();

        await Eventually.IsTrue(() => Directory.Exists(_actionsync["data", "outbox"])
            && Directory.GetFiles(_actionsync["data", "outbox"], "*-rejected-leads@x.org.eml").Length == 1, "the mail is there", TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Of_two_that_came_under_one_name_status_says_that_name()
    {
        foreach (var text in (string[])["{}", """{ "incident": {} }"""])
        {
            _actionsync.Drop("bad.json", text);
            (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);
        }

        var status = (await _actionsync.RunAsync("status")).Exits(0).Stderr;

        var second = _actionsync["data", "rejected", "bad-2.json.problems.txt"];
        Assert.Contains($": bad.json. {second} says why; correct it and hand it in again under that name.", status, StringComparison.Ordinal);
        Assert.DoesNotContain(": bad-2.json", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_a_person_takes_in_from_elsewhere_clears_what_was_rejected_of_the_same_incident()
    {
        _actionsync.Drop("bad.json", Json("INC-1", Item("Add an alert", priority: "Hihg")));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);
        var rejected = _actionsync["data", "rejected", "bad.json"];

        // Many folders have a document of one name.
        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("third/bad.json", Json("INC-3", Item("Test the failover"))))).Exits(0);
        Assert.True(File.Exists(rejected));

        (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("other/bad.json", Json("INC-1", Item("Add an alert"))))).Exits(0);
        Assert.False(File.Exists(rejected));
        Assert.True(File.Exists(_actionsync["data", "rejected", "superseded", "bad.json"]));
        Assert.DoesNotContain("Rejected on", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_document_stays_where_it_is_and_is_listed()
    {
        var (notes, image) = (_actionsync.Drop("notes.txt", "call Robin"), _actionsync.Drop("photo.png", "\u0089PNG"));
        _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));

        (await _actionsync.RunAsync("once")).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);

        Assert.Equal([notes, image], Directory.GetFiles(_actionsync["data", "inbox"]).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_actionsync["data", "rejected"]));
        var (status, doctor) = ((await _actionsync.RunAsync("status")).Exits(0).Stderr, (await _actionsync.RunAsync("doctor")).Exits(0).Stdout);
        Assert.All((string[])["notes.txt", "photo.png"], name =>
        {
            Assert.Contains(name, status, StringComparison.Ordinal);
            Assert.Contains(name, doctor, StringComparison.Ordinal);
        });
    }

    public void Dispose() => _actionsync.Dispose();
}
