using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Hosting;

namespace ActionSync.Tests.Documents.Markdown;

/// <summary>Single manners of writing that the samples do not show; most of them were seen in postmortems of many houses.</summary>
public sealed class MarkdownReadingTests
{
    [Theory]
    [InlineData("- Raise the limit to 60Gi[PR #105](https://github.com/acme-example/a/pull/105)",
        "Raise the limit to 60Gi|||https://github.com/acme-example/a/pull/105")]
    [InlineData("- [GH-101 (Done)](https://github.com/acme-example/a/pull/101): make a domain",
        "make a domain||done|https://github.com/acme-example/a/pull/101")]
    [InlineData("- [Done](https://github.com/acme-example/a/commit/3f2a): make a domain", "make a domain||done|")]
    [InlineData("- [N/A] Replace the wheel", "Replace the wheel|||")]
    [InlineData("- Use INSERT ... SELECT ... instead", "Use INSERT ... SELECT ... instead|||")]
    [InlineData("- Use e.g. Redis for this. It is there already.", "Use e.g. Redis for this|||")]
    [InlineData("- @nova Postmortem documented", "Postmortem documented|nova||")]
    [InlineData("- @nova said that we should call", "@nova said that we should call|||")]
    [InlineData("- Platform team: review the design", "review the design|Platform team||")]
    [InlineData("- Write it down\n  - Owner: Ida Falk\n  - Status: in progress\n  - Ticket: OPS-7", "Write it down|Ida Falk|in_progress|OPS-7")]
    [InlineData("- **Write it down**\n  Owner: Ida Falk, Status: done", "Write it down|Ida Falk|done|")]
    [InlineData("- Fix the bug that #12 names, at last", "Fix the bug that #12 names, at last|||")]
    [InlineData("- Widen the pool (@alice, due 2026-06-01)", "Widen the pool|alice||")]
    [InlineData("- Widen the pool (owner: alice, due: 2026-06-01, P1)", "Widen the pool|alice||")]
    [InlineData("- Widen the pool [P1][@alice]", "Widen the pool|alice||")]
    [InlineData("- Widen the pool (Ida Falk, due 2026-06-01)", "Widen the pool|Ida Falk||")]
    [InlineData("- Widen the pool - @alice - 2026-06-01", "Widen the pool|alice||")]
    [InlineData("- Widen the pool (Ida Falk, 2026-06-01)", "Widen the pool|Ida Falk||")]
    [InlineData("- Widen the pool (as @ida says)", "Widen the pool (as @ida says)|||")]
    [InlineData("- Widen the pool (ask @ida)", "Widen the pool (ask @ida)|||")]
    [InlineData("- Widen the pool (Optional, P2)", "Widen the pool (Optional, P2)|||")]
    [InlineData("- Widen the pool (Slack, done)", "Widen the pool (Slack, done)|||")]
    [InlineData("- Widen the pool (2026-06-01)", "Widen the pool (2026-06-01)|||")]
    [InlineData("- Widen the pool (Ida asks for a meeting)", "Widen the pool (Ida asks for a meeting)|||")]
    [InlineData("- Multiply 5 * 3 [and][so on]", "Multiply 5 * 3 [and][so on]|||")]
    [InlineData("- #16 Widen the pool", "Widen the pool|||#16")]
    [InlineData("- Make this priority #1", "Make this priority #1|||")]
    [InlineData("1\\. Widen the pool (Owner: Ida Falk)\n2\\. Rest", "Widen the pool|Ida Falk||\nRest|||")]
    [InlineData("**AI-1: Widen the pool**\nOwner: Ida Falk\nStatus: done", "Widen the pool|Ida Falk|done|")]
    [InlineData("**Widen the pool**\n\nOwner: Ida Falk\n\n**Rest**\n\n- Status: done", "Widen the pool|Ida Falk||\nRest||done|")]
    [InlineData("| Action | Ticket |\n|---|---|\n| Short term | |\n| Widen it | OPS-2 |", "Widen it|||OPS-2")]
    [InlineData("- Move to UTF-8", "Move to UTF-8|||")]
    [InlineData("- 写一个测试 ✅", "写一个测试||done|")]
    [InlineData("- Проверить очередь (@ivan)", "Проверить очередь|ivan||")]
    [InlineData("- 🚀 Ship it sooner", "🚀 Ship it sooner|||")]
    [InlineData("- Tell ops@example.com when it breaks", "Tell ops@example.com when it breaks|||")]
    [InlineData("Action item: Start sooner. We waited too long.\n\n- Other", "Start sooner|||\nOther|||")]
    [InlineData("**AB**\n\n- Check it\n\n**CD & EF**\n\n- Look at it", "Check it|AB||\nLook at it|CD||")]
    [InlineData("**Short term**\n\n- Check it", "Check it|||")]
    [InlineData("### Checks\n\nWe need more of them.\n\n### Copies\n\nTwo at least:\n\n- one\n- two", "Checks|||\nCopies|||")]
    [InlineData("| Ticket | Control | State |\n|---|---|---|\n| JOV-1 | Prove that the new receipt is written | Todo |",
        "Prove that the new receipt is written||open|JOV-1")]
    [InlineData("| Issue | Cause | Outcome |\n|---|---|---|\n| #41 - alert on every failure of the job | night | Resolved by #47 |",
        "alert on every failure of the job||done|#41")]
    [InlineData("| Action | Type |\n|---|---|\n| Patch it | [PR](https://github.com/acme-example/a/pull/8) |",
        "Patch it|||https://github.com/acme-example/a/pull/8")]
    [InlineData("Status | Action\n--- | ---\nClosed: won't fix | Patch it", "Patch it|||")]
    public void An_entry_is_read_as_it_is_meant(string section, string items) => Assert.Equal(items, Items($"# An outage\n\n## Action items\n\n{section}\n"));

    [Theory]
    [InlineData("## Mitigating actions\n\n- a test\n\n## Timeline\n\n- b", "a test|||")]
    [InlineData("## Prevention\n\n- a test\n\n## Next steps\n\n- b", "a test|||")]
    [InlineData("## Next steps\n\n- a test", "a test|||")]
    [InlineData("## 5. ACTION ITEMS:\n\n- a test", "a test|||")]
    [InlineData("## :memo: Follow-ups\n\n- a test", "a test|||")]
    [InlineData("**Action items**\n\n- a test\n\n**Lessons**\n\n- b", "a test|||")]
    [InlineData("Action items:\n- a test\n\n## Thanks\n\n- b", "a test|||")]
    [InlineData("## GitHub Actions\n\n- a test", null)]
    [InlineData("## Actions taken\n\n- a test", null)]
    [InlineData("## What went wrong\n\n- a test", null)]
    public void The_section_is_found_by_its_words(string text, string? items) => Assert.Equal(items, Items($"# An outage\n\n{text}\n"));

    [Theory]
    [InlineData("---\n---\n# An outage")]
    [InlineData("---\n# An outage")]
    [InlineData("+++\n+++\n# An outage")]
    [InlineData("---\n: : [\n---\n# An outage")]
    public void Front_matter_that_says_nothing_is_no_error(string text) =>
        Assert.Equal("An outage", Assert.Single(Read(text).Incidents).Written.Title);

    [Fact]
    public void A_title_is_no_section_whatever_its_words() =>
        Assert.Equal("a test|||", Items("# A rule that prevents traffic\n\n## Causes\n\n- b\n\n## Action items\n\n- a test\n"));

    [Fact]
    public void What_is_written_in_HTML_is_named()
    {
        var incident = Assert.Single(Read("# An outage\n\n## Action items\n\n<table><tr><td>Widen it</td></tr></table>\n").Incidents);
        Assert.Equal((5, Warning.NotAnItem), (Assert.Single(incident.Warnings).Line, incident.Warnings[0].Why));
        Assert.Contains("line 5", incident.WhyNone, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_with_HTML_in_it_is_a_comment() =>
        Assert.Empty(Assert.Single(Read("# An outage\n\n## Action items\n\n<!-- <ul><li>Widen it</li></ul> -->\n").Incidents).Warnings);

    [Fact]
    public void A_file_of_action_items_alone_has_them_all() =>
        Assert.Equal("a test|||\nb test|||", Items("## Action items\n\n### Short term\n\n- a test\n\n### Long term\n\n- b test\n"));

    [Theory]
    [InlineData("None.", true)]
    [InlineData("- N/A", true)]
    [InlineData("No further action items.", true)]
    [InlineData("", false)]
    [InlineData("- [ ]", false)]
    [InlineData("| Action | Owner |\n|---|---|", false)]
    [InlineData("- ${first item}", false)]
    public void Only_a_section_that_says_so_has_nothing_to_do(string section, bool saysNone)
    {
        var incident = Assert.Single(Read($"# An outage\n\n## Action items\n\n{section}\n").Incidents);
        Assert.Empty(incident.ActionItems!);
        Assert.Equal(!saysNone, incident.IsUnfilled);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(DateOrder.DMY, "2027-04-03")]
    [InlineData(DateOrder.MDY, "2027-03-04")]
    public void An_ambiguous_deadline_waits_for_the_order_that_is_configured(DateOrder? order, string? day)
    {
        var file = Read("# INC-1\n\n## Action items\n\n- Look, due: 03/04/2027\n", order);
        Assert.Equal(day, Assert.Single(Assert.Single(file.Read).ActionItems!).WrittenDeadline);
        Assert.Equal(day is null, file.Incidents.Count == 0);
        Assert.Equal(day is null ? ["\"03/04/2027\" is 2027-04-03 or 2027-03-04"] : [], file.Problems.Select(problem => problem.Wrong));
        Assert.All(file.Problems, problem => Assert.Contains("Documents:DateOrder", problem.Right, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Incident commander: boss@acme.com", "boss@acme.com")]
    [InlineData("- **Incident Commander:** Oda Lind", "Oda Lind")]
    [InlineData("**Led by:** @oda, Rashid", "oda")]
    [InlineData("| Commander | [Ruta](mailto:ruta@example.com) |\n|---|---|", "ruta@example.com")]
    [InlineData("Incident commander: Boss <boss@acme.com>", "boss@acme.com")]
    [InlineData("Commander: TBD", null)]
    [InlineData("Commander: {{name}}", null)]
    public void A_commander_is_read_where_the_document_names_one(string line, string? commander) =>
        Assert.Equal(commander, Assert.Single(Read($"# An outage\n\n{line}\n\n## Action items\n\n- a test\n").Incidents).Incident.Commander);

    [Theory]
    [InlineData("postmortems/2026-10-03-outage.md", "2026-10-03")]
    [InlineData("2026/10/03/outage.md", "2026-10-03")]
    [InlineData("outage.md", null)]
    public void An_ambiguous_day_of_the_incident_is_settled_by_its_path(string path, string? day) =>
        Assert.Equal(day, Assert.Single(Read("# An outage\n\nDate: 03/10/2026\n", path: path).Incidents).Written.Date);

    [Theory]
    [InlineData("# An outage\0", "U+0000")]
    [InlineData("# An outage\u001b[31m", "U+001B")]
    public void Text_that_is_none_is_refused_where_it_stands(string text, string wrong)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.Equal((1, 12), (problem.Line, problem.Column));
    }

    [Fact]
    public void Lists_without_end_are_refused_and_not_followed() => Assert.NotEmpty(Read(string.Concat(Enumerable.Repeat("> ", 5_000)) + "x").Problems);

    private static ParsedFile Read(string text, DateOrder? order = null, string path = "outage.md")
    {
        var rules = new ReadingRules(TimeZoneInfo.Utc, order, WordTables.BuiltIn);
        return Catalog.Default.Formats.Single(format => format.Word == "markdown")
            .Read(new DocumentFile("outage.md", Encoding.UTF8.GetBytes(text), rules) { Path = path });
    }

    private static string? Items(string text) => Assert.Single(Read(text).Incidents).ActionItems is { } items
        ? string.Join('\n', items.Select(item => $"{item.Title}|{item.Owner}|{(item.Status is { } status ? Word(status) : "")}|{item.Url ?? item.Ticket}"))
        : null;

    private static string Word(ActionSync.Items.ItemState state) => ActionSync.Items.ItemStates.ToWord(state);
}
