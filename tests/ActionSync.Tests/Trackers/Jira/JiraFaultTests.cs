using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Whatever becomes of the answer to a create, there is one issue in the end: by Jira's own count.</summary>
public sealed class JiraFaultTests
{
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancel => TrackerHarness.Cancel;

    public static TheoryData<JiraMode, string> Faults
    {
        get
        {
            var data = new TheoryData<JiraMode, string>();
            foreach (var mode in Enum.GetValues<JiraMode>())
            {
                foreach (var fault in Kinds.Keys)
                    data.Add(mode, fault);
            }
            return data;
        }
    }

    private static readonly Dictionary<string, Fault> Kinds = new()
    {
        ["answer lost after the commit"] = Fault.LoseAnswer(),
        ["500 after the commit"] = Fault.Code(500, Moment.After),
        ["502 page after the commit"] = Fault.Html(502, Moment.After),
        ["connection reset before the commit"] = Fault.ResetConnection(),
        ["500 before the commit"] = Fault.Code(500),
        ["time-out after the commit"] = Fault.HangForever(),
        ["time-out before the commit"] = Fault.HangForever(Moment.Before),
        ["answer cut short"] = new Fault.CutShort(),
        ["half of the JSON"] = new Fault.HalfJson(),
        ["a page instead of JSON"] = Fault.Html(200, Moment.After),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_item_has_one_issue_in_the_end(JiraMode mode, string fault)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        harness.Jira.Book.IndexLag = TimeSpan.FromSeconds(60);
        harness.Restart(Impatient);
        harness.Faults.Next("POST", "/issue/bulk", Kinds[fault]);
        var drafts = SomeDraft.Many(3);

        await PublishAsync(harness, drafts);

        Assert.Equal(drafts.Select(d => d.Title), harness.Titles);
        Assert.Equal(0, harness.Faults.Waiting);
        Assert.InRange(harness.BulkCreates, 1, 2);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, true)]
    [InlineData(JiraMode.DataCenter, true)]
    [InlineData(JiraMode.Cloud, false)]
    [InlineData(JiraMode.DataCenter, false)]
    public async Task A_lost_answer_is_found_while_the_index_lags_and_others_write_too(JiraMode mode, bool labels)
    {
        await using var harness = await JiraHarness.StartAsync(mode);
        if (!labels)
            harness.Project.RemoveField("labels");
        for (var n = 0; n < 30; n++)
            harness.WriteForeign($"Old {n}");
        harness.Wait();
        harness.Wait();
        harness.Wait();
        harness.Jira.Book.IndexLag = TimeSpan.FromMinutes(10);
        harness.WriteForeign("Just before");
        var since = harness.Clock.GetUtcNow();
        harness.Faults.Next("POST", "/issue/bulk", Fault.LoseAnswer());
        var draft = SomeDraft.Of();

        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await harness.Tracker.CreateAsync([draft], Cancel)));
        harness.WriteForeign("Just after");
        harness.Restart();
        var found = Assert.Single(await harness.Tracker.FindAsync([draft.Marker], since, Cancel));

        Assert.Equal((draft.Marker, "OPS-32"), (found.Marker, found.Ref.Number));
    }

    [Fact]
    public async Task An_answer_for_fewer_issues_than_were_sent_is_not_guessed_about()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        harness.Faults.Next("POST", "/issue/bulk", Fault.Code(201, Moment.After, """{"issues":[{"id":"10001","key":"OPS-1"}],"errors":[]}"""));
        var drafts = SomeDraft.Many(2);
        Assert.All(await harness.Tracker.CreateAsync(drafts, Cancel), o => Assert.IsType<CreateOutcome.Unknown>(o));
        Assert.Equal(2, (await harness.Tracker.FindAsync([.. drafts.Select(d => d.Marker)], harness.Clock.GetUtcNow(), Cancel)).Count);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_not_written_again()
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await harness.CreateAsync();
        harness.Faults.Next("POST", "/comment", Fault.LoseAnswer());
        var note = new IssueNote("withdrawn-2", "No longer in the document.");

        Assert.True(Assert.IsType<ReadOutcome.Failed>(await harness.Tracker.AddNoteAsync(issue.Ref, note, Cancel)).PerhapsDone);
        await harness.Tracker.AddNoteAsync(issue.Ref, note, Cancel);

        Assert.Equal(1, harness.NotesOn(issue.Ref));
    }

    /// <summary>What the publishing stage does: unknown outcomes wait, are looked for, and only then created.</summary>
    private static async Task PublishAsync(JiraHarness harness, IReadOnlyList<IssueDraft> drafts)
    {
        var left = drafts;
        for (var pass = 0; left.Count > 0; pass++)
        {
            Assert.InRange(pass, 0, 3);
            var since = harness.Clock.GetUtcNow();
            var outcomes = await harness.Tracker.CreateAsync(left, Cancel);
            var unknown = left.Where((_, i) => outcomes[i] is not CreateOutcome.Created).ToList();
            harness.Clock.Advance(pass == 0 ? TimeSpan.FromSeconds(1) : harness.Tracker.Traits.SettleUnknown);
            var found = unknown.Count == 0 ? [] : await harness.Tracker.FindAsync([.. unknown.Select(d => d.Marker)], since, Cancel);
            left = [.. unknown.Where(d => found.All(f => f.Marker != d.Marker))];
        }
    }
}
