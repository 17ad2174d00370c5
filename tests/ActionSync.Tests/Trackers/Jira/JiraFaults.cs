using ActionSync.Simulators;
using ActionSync.Simulators.Jira;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Jira;

/// <summary>Whatever becomes of the answer to a create, there is one issue in the end: by Jira's own count.</summary>
public sealed class JiraFaults
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
        await using var bench = await JiraHarness.StartAsync(mode);
        bench.Jira.Book.IndexLag = TimeSpan.FromSeconds(60);
        bench.Restart(Impatient);
        bench.Faults.Next("POST", "/issue/bulk", Kinds[fault]);
        var drafts = SomeDraft.Many(3);

        await PublishAsync(bench, drafts);

        Assert.Equal(drafts.Select(d => d.Title), bench.Titles);
        Assert.Equal(0, bench.Faults.Waiting);
        Assert.InRange(bench.BulkCreates, 1, 2);
    }

    [Theory]
    [InlineData(JiraMode.Cloud, true)]
    [InlineData(JiraMode.DataCenter, true)]
    [InlineData(JiraMode.Cloud, false)]
    [InlineData(JiraMode.DataCenter, false)]
    public async Task A_lost_answer_is_found_while_the_index_lags_and_others_write_too(JiraMode mode, bool labels)
    {
        await using var bench = await JiraHarness.StartAsync(mode);
        if (!labels)
            bench.Project.RemoveField("labels");
        for (var n = 0; n < 30; n++)
            bench.WriteForeign($"Old {n}");
        bench.Wait();
        bench.Wait();
        bench.Wait();
        bench.Jira.Book.IndexLag = TimeSpan.FromMinutes(10);
        bench.WriteForeign("Just before");
        var since = bench.Clock.GetUtcNow();
        bench.Faults.Next("POST", "/issue/bulk", Fault.LoseAnswer());
        var draft = SomeDraft.Of();

        Assert.IsType<CreateOutcome.Unknown>(Assert.Single(await bench.Tracker.CreateAsync([draft], Cancel)));
        bench.WriteForeign("Just after");
        bench.Restart();
        var found = Assert.Single(await bench.Tracker.FindAsync([draft.Marker], since, Cancel));

        Assert.Equal((draft.Marker, "OPS-32"), (found.Marker, found.Ref.Number));
    }

    [Fact]
    public async Task An_answer_for_fewer_issues_than_were_sent_is_not_guessed_about()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        bench.Faults.Next("POST", "/issue/bulk", Fault.Code(201, Moment.After, """{"issues":[{"id":"10001","key":"OPS-1"}],"errors":[]}"""));
        var drafts = SomeDraft.Many(2);
        Assert.All(await bench.Tracker.CreateAsync(drafts, Cancel), o => Assert.IsType<CreateOutcome.Unknown>(o));
        Assert.Equal(2, (await bench.Tracker.FindAsync([.. drafts.Select(d => d.Marker)], bench.Clock.GetUtcNow(), Cancel)).Count);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_not_written_again()
    {
        await using var bench = await JiraHarness.StartAsync(JiraMode.Cloud);
        var issue = await bench.CreateAsync();
        bench.Faults.Next("POST", "/comment", Fault.LoseAnswer());
        var note = new IssueNote("withdrawn-2", "No longer in the document.");

        Assert.True(Assert.IsType<ReadOutcome.Failed>(await bench.Tracker.AddNoteAsync(issue.Ref, note, Cancel)).PerhapsDone);
        await bench.Tracker.AddNoteAsync(issue.Ref, note, Cancel);

        Assert.Equal(1, bench.NotesOn(issue.Ref));
    }

    /// <summary>What the publishing stage does: unknown outcomes wait, are looked for, and only then created.</summary>
    private static async Task PublishAsync(JiraHarness bench, IReadOnlyList<IssueDraft> drafts)
    {
        var left = drafts;
        for (var pass = 0; left.Count > 0; pass++)
        {
            Assert.InRange(pass, 0, 3);
            var since = bench.Clock.GetUtcNow();
            var outcomes = await bench.Tracker.CreateAsync(left, Cancel);
            var unknown = left.Where((_, i) => outcomes[i] is not CreateOutcome.Created).ToList();
            bench.Clock.Advance(pass == 0 ? TimeSpan.FromSeconds(1) : bench.Tracker.Traits.SettleUnknown);
            var found = unknown.Count == 0 ? [] : await bench.Tracker.FindAsync([.. unknown.Select(d => d.Marker)], since, Cancel);
            left = [.. unknown.Where(d => found.All(f => f.Marker != d.Marker))];
        }
    }
}
