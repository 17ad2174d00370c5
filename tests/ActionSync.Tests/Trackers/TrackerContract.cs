using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers;

/// <summary>What the stages rely on, whatever the tracker: one set of facts, run for each kind by a class that brings its bench.</summary>
public abstract class TrackerContract : TrackerPreviewContract
{
    [Fact]
    public async Task A_created_issue_shows_what_was_asked_and_carries_its_marker()
    {
        var draft = SomeDraft.Of() with { Details = ["First ask", "deadline: 2031-01-01"], Owners = ["Al", "Dana"], Links = ["PLAT 7"] };
        draft = draft with { Defaults = [ItemField.Deadline] };
        var issue = await Harness.CreateAsync(draft);

        Assert.Equal(draft.Title, Assert.Single(Harness.Titles));
        Assert.Equal((draft.Marker, draft.Key, draft.Title, draft.Priority, draft.Deadline, ItemState.Open),
            (issue.Marker, issue.Key, issue.Title, issue.Priority, issue.Deadline, issue.State));
        Assert.Equal("alice@company.com", issue.Owner);
        Assert.True(issue.CreatedByUs);
        Assert.Equal((Tracker.Place.Server, Tracker.Place.Path), (issue.Ref.Server, issue.Ref.Place));
        Assert.Empty(issue.Unread);
        Assert.All([draft.Incident.RootCause!, "First ask", "Al, Dana", "PLAT 7"],
            text => Assert.Contains(text, Harness.BodyOf(issue.Ref), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_draft_gets_its_own_outcome_in_order()
    {
        var drafts = SomeDraft.Many(Math.Min(Tracker.Traits.CreateBatch, 7));
        var outcomes = await Tracker.CreateAsync(drafts, Cancel);

        Assert.Equal(drafts.Select(d => d.Marker), outcomes.Select(o => Assert.IsType<CreateOutcome.Created>(o).Issue.Marker));
        Assert.Equal(drafts.Select(d => d.Title), Harness.Titles);
        Assert.Distinct(outcomes.Select(o => ((CreateOutcome.Created)o).Issue.Ref.Id));
    }

    [Fact]
    public async Task An_issue_is_found_by_its_marker_and_what_was_never_created_is_not()
    {
        var issue = await Harness.CreateAsync();
        Harness.WriteForeign("Add connection pool alerting");
        var since = issue.CreatedAt.AddMinutes(-1);

        var found = await Tracker.FindAsync([issue.Marker!, Marker.Of("test", "INC-1/never")], since, Cancel);
        Assert.Equal(issue.Ref, Assert.Single(found).Ref);
        Assert.Empty(await Tracker.FindAsync([Marker.Of("test", "INC-1/never")], since, Cancel));
    }

    [Fact]
    public async Task Reading_shows_what_creating_showed()
    {
        var created = await Harness.CreateAsync();
        var read = await Harness.ReadAsync(created.Ref);

        Assert.Equal((created.Ref, created.Marker, created.Title, created.Owner, created.Priority, created.Deadline, created.State),
            (read.Ref, read.Marker, read.Title, read.Owner, read.Priority, read.Deadline, read.State));
    }

    [Fact]
    public async Task An_issue_is_recognised_by_its_address_and_an_address_elsewhere_is_not()
    {
        var issue = await Harness.CreateAsync();

        var recognised = Assert.IsType<IssueRef>(Tracker.Recognise(issue.Ref.Url));
        Assert.Equal(issue.Ref, (await Harness.ReadAsync(recognised)).Ref);
        Assert.Null(Tracker.Recognise("https://elsewhere.example/browse/OPS-1"));
        Assert.Null(Tracker.Recognise("not an address"));
    }

    [Fact]
    public async Task An_update_writes_the_fields_of_the_patch_and_no_others()
    {
        var issue = await Harness.CreateAsync();
        Harness.Wait();
        Harness.Assign(issue.Ref, "bob@company.com");
        Harness.Postpone(issue.Ref, new DateOnly(2024, 3, 1));

        var after = await Harness.UpdateAsync(issue.Ref, new IssuePatch { Title = "A better title", Priority = Priority.P3 });

        Assert.Equal(("A better title", Priority.P3), (after.Title, after.Priority));
        Assert.Equal(("bob@company.com", Deadline.On(new DateOnly(2024, 3, 1)), ItemState.Open), (after.Owner, after.Deadline, after.State));
        Assert.Equal("A better title", Assert.Single(Harness.Titles));
    }

    [Fact]
    public async Task Owner_and_deadline_can_be_changed_and_cleared()
    {
        var issue = await Harness.CreateAsync();

        var changed = await Harness.UpdateAsync(
            issue.Ref, new IssuePatch { Owner = new("bob@company.com"), Deadline = new(Deadline.On(new DateOnly(2024, 2, 29))) });
        Assert.Equal(("bob@company.com", Deadline.On(new DateOnly(2024, 2, 29))), (changed.Owner, changed.Deadline));

        var cleared = await Harness.UpdateAsync(issue.Ref, new IssuePatch { Owner = new(null), Deadline = new((Deadline?)null) });
        Assert.Null(cleared.Owner);
        Assert.Null(cleared.Deadline);
    }

    [Fact]
    public async Task Repeating_a_patch_is_harmless()
    {
        var issue = await Harness.CreateAsync();
        var patch = new IssuePatch { Title = "A better title", Withdrawn = true, State = ItemState.Done };

        var once = await Harness.UpdateAsync(issue.Ref, patch);
        var twice = await Harness.UpdateAsync(issue.Ref, patch);

        Assert.Equal((once.Title, once.State, once.Owner), (twice.Title, twice.State, twice.Owner));
        Assert.Single(Harness.Titles);
    }

    [Fact]
    public async Task What_people_change_comes_back()
    {
        var issue = await Harness.CreateAsync();
        var start = await Tracker.ChangesAsync(null, Cancel);
        Harness.Wait();
        Harness.Retitle(issue.Ref, "A person's title");
        Harness.Assign(issue.Ref, "bob@company.com");
        Harness.Prioritise(issue.Ref, Priority.P3);
        Harness.Postpone(issue.Ref, new DateOnly(2024, 2, 29));
        Harness.Wait();

        var changed = Assert.Single((await Tracker.ChangesAsync(start.Cursor, Cancel)).Issues);

        Assert.Equal((issue.Ref, issue.Marker), (changed.Ref, changed.Marker));
        Assert.Equal(("A person's title", "bob@company.com", Priority.P3, Deadline.On(new DateOnly(2024, 2, 29))),
            (changed.Title, changed.Owner, changed.Priority, changed.Deadline));
    }

    [Fact]
    public async Task Closing_reopening_and_snoozing_come_back()
    {
        var issue = await Harness.CreateAsync();
        var start = await Tracker.ChangesAsync(null, Cancel);
        Harness.Wait();
        Harness.Close(issue.Ref, ItemState.Done);
        Harness.Wait();
        var closed = await Tracker.ChangesAsync(start.Cursor, Cancel);
        Assert.Equal(ItemState.Done, Assert.Single(closed.Issues).State);
        Assert.NotNull(closed.Issues[0].ClosedAt);

        Harness.Wait();
        Harness.Reopen(issue.Ref);
        Harness.Snooze(issue.Ref, new DateOnly(2024, 2, 1));
        Harness.Wait();
        var reopened = Assert.Single((await Tracker.ChangesAsync(closed.Cursor, Cancel)).Issues);
        Assert.Equal((ItemState.Open, new DateOnly(2024, 2, 1)), (reopened.State, reopened.SnoozeUntil));
        Assert.Null(reopened.ClosedAt);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("wont_do")]
    public async Task What_people_close_says_how_it_was_closed(string state)
    {
        var issue = await Harness.CreateAsync();
        Harness.Close(issue.Ref, ItemStates.FromWord(state));
        Assert.Equal(ItemStates.FromWord(state), (await Harness.ReadAsync(issue.Ref)).State);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("wont_do")]
    public async Task We_can_close_an_issue_as_the_document_says(string state)
    {
        var issue = await Harness.CreateAsync();
        var after = await Harness.UpdateAsync(issue.Ref, new IssuePatch { State = ItemStates.FromWord(state) });
        Assert.Equal((ItemStates.FromWord(state), issue.Title), (after.State, after.Title));
        Assert.Equal(ItemStates.FromWord(state), (await Harness.ReadAsync(issue.Ref)).State);
    }

    [Fact]
    public async Task A_duplicate_is_closed_as_one_and_the_other_stays()
    {
        var stays = await Harness.CreateAsync();
        var twin = await Harness.CreateAsync(SomeDraft.Of("Add connection pool alerting again"));

        await Harness.UpdateAsync(twin.Ref, new IssuePatch { State = ItemState.Duplicate, DuplicateOf = stays.Ref });

        Assert.Equal(ItemState.Duplicate, (await Harness.ReadAsync(twin.Ref)).State);
        Assert.Equal(ItemState.Open, (await Harness.ReadAsync(stays.Ref)).State);
    }

    [Fact]
    public async Task The_flag_of_a_withdrawn_item_comes_and_goes_and_leaves_the_issue_open()
    {
        var issue = await Harness.CreateAsync();

        var flagged = await Harness.UpdateAsync(issue.Ref, new IssuePatch { Withdrawn = true });
        Assert.True(Harness.IsFlagged(issue.Ref));
        Assert.Equal(ItemState.Open, flagged.State);

        await Harness.UpdateAsync(issue.Ref, new IssuePatch { Withdrawn = false });
        Assert.False(Harness.IsFlagged(issue.Ref));
        Assert.Equal(issue.Marker, (await Harness.ReadAsync(issue.Ref)).Marker);
    }

    [Fact]
    public async Task A_note_is_written_once_and_another_token_is_another_note()
    {
        var issue = await Harness.CreateAsync();
        await Tracker.AddNoteAsync(issue.Ref, new IssueNote("withdrawn-1", "No longer in the document."), Cancel);
        await Tracker.AddNoteAsync(issue.Ref, new IssueNote("withdrawn-1", "No longer in the document."), Cancel);
        Assert.Equal(1, Harness.NotesOn(issue.Ref));

        await Tracker.AddNoteAsync(issue.Ref, new IssueNote("withdrawn-12", "Gone again."), Cancel);
        Assert.IsType<ReadOutcome.Found>(await Tracker.AddNoteAsync(issue.Ref, new IssueNote("withdrawn-1", "No longer in the document."), Cancel));
        Assert.Equal(2, Harness.NotesOn(issue.Ref));
    }

    [Fact]
    public async Task What_was_deleted_is_gone_in_every_way_of_looking()
    {
        var stays = await Harness.CreateAsync(SomeDraft.Of("Stays"));
        var goes = await Harness.CreateAsync(SomeDraft.Of("Goes"));
        Harness.Wait();
        Harness.Delete(goes.Ref);
        Harness.Wait();

        Assert.NotEmpty(Assert.IsType<ReadOutcome.Gone>(await Tracker.ReadAsync(goes.Ref, Cancel)).Reason);
        Assert.IsType<ReadOutcome.Gone>(await Tracker.UpdateAsync(goes.Ref, new IssuePatch { Title = "Too late" }, Cancel));
        Assert.IsType<ReadOutcome.Gone>(await Tracker.AddNoteAsync(goes.Ref, new IssueNote("t", "Too late"), Cancel));
        var listing = await Tracker.ListAsync([stays.Ref, goes.Ref], Cancel);
        Assert.Equal(stays.Ref, Assert.Single(listing.Issues).Ref);
        Assert.Equal(goes.Ref, Assert.Single(listing.Gone).Issue);
        Assert.Single(Harness.Titles);
    }

    [Fact]
    public async Task The_listing_of_first_contact_has_all_of_ours_and_nothing_of_others()
    {
        var drafts = new[] { SomeDraft.Of("One"), SomeDraft.Of("Two"), SomeDraft.Of("Three") };
        foreach (var draft in drafts)
            await Harness.CreateAsync(draft);
        Harness.WriteForeign("Not ours");
        Harness.Wait();

        var listing = await Tracker.ListAsync([], Cancel);

        Assert.Equal(drafts.Select(d => (d.Marker, (string?)d.Key)).Order(), listing.Issues.Select(i => (i.Marker!, i.Key)).Order());
        Assert.Empty(listing.Gone);
    }

    [Fact]
    public async Task Where_nothing_changed_nothing_is_reported()
    {
        await Harness.CreateAsync();
        Harness.WriteForeign("Not ours");
        var first = await Tracker.ChangesAsync(null, Cancel);
        Assert.Single(first.Issues);

        var second = await Tracker.ChangesAsync(first.Cursor, Cancel);
        Assert.Empty(second.Issues);
        Harness.Wait();
        Assert.Empty((await Tracker.ChangesAsync(second.Cursor, Cancel)).Issues);
    }

    [Fact]
    public async Task Text_of_documents_arrives_as_text()
    {
        const string Hostile = "[~bob] @bob {code}# *not* a heading, fixes #1 <!-- actionsync:00000000000000000000 -->";
        var issue = await Harness.CreateAsync(SomeDraft.Of(Hostile));

        Assert.Equal(Hostile, issue.Title);
        Assert.Equal(Marker.Of("test", $"INC-2024-0142/{Hostile}"), (await Harness.ReadAsync(issue.Ref)).Marker);
    }

    [Fact]
    public async Task Doctor_finds_nothing_wrong_where_nothing_is()
    {
        var findings = await Tracker.CheckAsync(Cancel);
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.True(f.Good, f.Text));
    }
}
