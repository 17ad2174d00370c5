using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Testing.Ledger;

/// <summary>The part of <see cref="LedgerContract"/> that is about files: what was read of them, and which incident each is known for.</summary>
public abstract class FileLedgerContract : LedgerHarness
{
    [Fact]
    public async Task A_file_that_was_read_is_known_by_its_content_and_state_until_it_is_forgotten()
    {
        var file = new SeenFile
        {
            Path = "/in/a.json",
            Size = 3,
            ModifiedAt = Clock.GetUtcNow(),
            Hash = "h1",
            State = SeenFileState.Unfinished,
            Since = Clock.GetUtcNow()
        };
        await WriteAsync(work => new SeenFileStore(work).SaveAsync(file with { State = SeenFileState.Read, Since = null }, Cancel));
        await WriteAsync(work => new SeenFileStore(work).SaveAsync(file, Cancel));
        await using (var read = await Ledger.ReadAsync(Cancel))
        {
            Assert.Equal(file, await new SeenFileStore(read).FindAsync("/in/a.json", Cancel));
            Assert.Equal([file], await new SeenFileStore(read).InStateAsync(SeenFileState.Unfinished, Cancel));
            Assert.Empty(await new SeenFileStore(read).InStateAsync(SeenFileState.Read, Cancel));
        }
        await WriteAsync(work => new SeenFileStore(work).ForgetAsync(["/in/a.json"], Cancel));
        await using var after = await Ledger.ReadAsync(Cancel);
        Assert.Null(await new SeenFileStore(after).FindAsync("/in/a.json", Cancel));
    }

    [Fact]
    public async Task An_incident_is_known_by_its_file_by_its_title_and_day_by_its_text_and_by_its_items()
    {
        var longest = new string('ü', 1000);
        var brief = new IncidentBrief { Id = "a", Title = longest, Path = $"{longest}/a.md", DeclaredAt = Clock.GetUtcNow() };
        await WriteAsync(work => work.Incidents.SaveRevisionAsync(new LedgerIncident(1, "h1", brief, Clock.GetUtcNow()), "a.md", Cancel));
        await WriteAsync(work => work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel));
        foreach (var (key, title, withdrawal) in ((string, string, Withdrawal)[])[("a/1", longest, Withdrawal.None), ("a/2", "two", Withdrawal.Told)])
            await WriteAsync(work => work.Items.InsertAsync(Some.Item(key) with { IncidentId = "a", Identity = title, Withdrawal = withdrawal }, Cancel));
        await using (var read = await Ledger.ReadAsync(Cancel))
        {
            Assert.Equal("a", Assert.Single(await read.Incidents.KnownByPathAsync(brief.Path, Cancel)).Brief.Id);
            Assert.Single(await read.Incidents.KnownElsewhereAsync(brief with { Path = "b.md" }, "h2", Cancel));
            Assert.Single(await read.Incidents.KnownElsewhereAsync(brief with { Path = "b.md", DeclaredAt = null }, "h1", Cancel));
            Assert.Empty(await read.Incidents.KnownElsewhereAsync(brief with { Path = "b.md", DeclaredAt = null }, "h2", Cancel));
            Assert.Empty(await read.Incidents.KnownElsewhereAsync(brief, "h1", Cancel));
            Assert.Equal([new("a", 1)], await read.Items.SharingTitlesAsync([longest, "two", "three"], "b.md", Cancel));
            Assert.Empty(await read.Items.SharingTitlesAsync([longest], brief.Path, Cancel));
        }
        await WriteAsync(work => work.Incidents.MoveAsync(brief with { Path = "b.md" }, Cancel));
        await using var after = await Ledger.ReadAsync(Cancel);
        Assert.Empty(await after.Incidents.KnownByPathAsync(brief.Path, Cancel));
        Assert.Equal("b.md", Assert.Single(await after.Incidents.KnownByPathAsync("b.md", Cancel)).Brief.Path);
    }

    [Fact]
    public async Task A_document_that_waits_is_known_until_a_person_releases_it_and_it_is_taken_in()
    {
        await WriteAsync(work => work.Incidents.SaveRevisionAsync(Some.Incident("INC-1"), "one.json", Cancel));
        var held = new HeldDocuments(Ledger, new DropFolder(new IntakeOptions { Folder = "in" }, Clock), Clock);

        await held.HoldAsync("INC-1", "/far/one.md", "h1", Cancel);
        await held.HoldAsync("INC-1", "/far/one.md", "h2", Cancel);
        Assert.Equal(("/far/one.md", "h2"), Assert.Single(await held.AllAsync(Cancel)) is var one ? (one.File, one.Hash) : default);
        Assert.Equal(["/far/one.md"], await held.WaitingAsync(Cancel));
        Assert.True(await held.ReleaseAsync("INC-1", Cancel));
        Assert.Empty(await held.AllAsync(Cancel));

        await WriteAsync(async work =>
        {
            Assert.True(await HeldDocuments.IsReleasedAsync(work, "INC-1", "h2", Cancel));
            Assert.False(await HeldDocuments.IsReleasedAsync(work, "INC-1", "h1", Cancel));
            await HeldDocuments.ForgetAsync(work, "INC-1", Cancel);
        });
        Assert.False(await held.ReleaseAsync("INC-1", Cancel));
    }
}
