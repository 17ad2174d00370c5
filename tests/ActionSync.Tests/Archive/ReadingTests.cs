using System.Text;
using System.Text.Json;
using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Archive;

/// <summary>What the archive keeps of what was read.</summary>
public sealed class ReadingTests
{
    private static readonly IncidentDocument Everything = new()
    {
        Incident = new IncidentBrief
        {
            Id = "2024.outage",
            Title = "Kasse stand still — für 2 Stunden",
            Severity = "SEV1",
            Status = "resolved",
            Service = "checkout",
            AffectedServices = ["checkout", "mail"],
            Commander = "Alice",
            EscalationManager = "boss@company.com",
            DeclaredAt = new DateTimeOffset(2024, 1, 15, 9, 0, 0, TimeSpan.FromHours(1)),
            ResolvedAt = new DateTimeOffset(2024, 1, 15, 11, 0, 0, TimeSpan.Zero),
            RootCause = "A pool ran dry.\nTwice.",
            PermanentFix = "A larger pool.",
            Impact = [new Fact("Users", "12500"), new Fact("Revenue", "some"), new Fact("Users", "20000")],
            Participants = [new Participant("Alice", "lead", "alice@company.com"), new Participant("Bob", null, null)],
            Url = "https://status.example.com/42",
            Path = "2024/outage.note",
        },
        Written = new WrittenIncident(null, "Kasse stand still — für 2 Stunden", "Sev 1", "2024-01-15"),
        ActionItems =
        [
            new ActionItem
            {
                Title = "Alert on the pool", Id = "A1", Owner = "Alice", Owners = ["Alice", "Bob"], Priority = Priority.P1,
                Deadline = Deadline.On(new DateOnly(2024, 2, 1)), WrittenDeadline = "2024-02-01", Type = "prevention", Status = ItemState.InProgress,
                Url = "https://github.com/acme/ops/issues/12", Ticket = "OPS-412", Details = ["At 70 %.", "And at 85 %."],
            },
            new ActionItem { Title = "Write it down", Deadline = Deadline.At(new DateTimeOffset(2024, 2, 1, 17, 0, 0, TimeSpan.FromHours(2))) },
        ],
        Source = Encoding.UTF8.GetBytes("x"),
        Ending = NoteFormat.Ending,
    };

    [Fact]
    public void A_reading_tells_all_that_was_read_and_the_keys()
    {
        var (read, keys, _) = ReadingText.Read(ReadingText.Of(Everything, ["2024.outage/A1", "2024.outage/write-it-down"]));

        Assert.Equivalent(Everything.Incident, read.Incident, strict: true);
        Assert.Equivalent(Everything.ActionItems, read.ActionItems, strict: true);
        Assert.Equal(Everything.Written, read.Written);
        Assert.Equal(["2024.outage/A1", "2024.outage/write-it-down"], keys);
    }

    [Fact]
    public void A_reading_is_a_document_of_the_reference_shape()
    {
        var parsed = IncidentParser.Parse(ReadingText.Of(Everything, ["k1", "k2"]), TimeZoneInfo.Utc);

        Assert.Empty(parsed.Problems);
        var document = Assert.Single(parsed.Incidents);
        Assert.Equal(("2024.outage", Everything.Incident.Title), (document.Incident.Id, document.Incident.Title));
        Assert.Equal(Everything.ActionItems!.Select(item => (item.Title, item.Id, item.Owner, item.Priority, item.Status)),
            document.ActionItems!.Select(item => (item.Title, item.Id, item.Owner, item.Priority, item.Status)));
    }

    [Fact]
    public void What_withdraws_nothing_has_no_items_in_its_reading()
    {
        var template = Everything with { ActionItems = [], Warnings = [new Warning(1, Warning.Placeholder, "TBD")] };

        Assert.Null(ReadingText.Read(ReadingText.Of(template, [])).Document.ActionItems);
        Assert.Null(ReadingText.Read(ReadingText.Of(Everything with { ActionItems = null }, [])).Document.ActionItems);
        Assert.Empty(ReadingText.Read(ReadingText.Of(Everything with { ActionItems = [] }, [])).Document.ActionItems!);
    }

    [Fact]
    public void A_reading_is_no_revision()
    {
        var names = new RevisionNames(new DocumentFormats(NoteFormat.Listed.Formats));

        Assert.Equal(0, names.Number(RevisionNames.ReadingOf(7)));
        Assert.Equal(7, names.Number(RevisionNames.Of(7, NoteFormat.Ending)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"incident":{"id":"a","title":"b"},"action_items":[{"title":"c","priority":"soon"}]}""")]
    public void What_is_no_reading_is_told(string text) =>
        Assert.True(Record.Exception(() => ReadingText.Read(Encoding.UTF8.GetBytes(text))) is JsonException or FormatException);

    [Fact]
    public async Task A_note_is_kept_as_it_came_beside_its_reading_and_a_reference_document_alone()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        tree.Write("a.note", NoteFormat.Of("Outage", "2024-01-15", "Alert on the pool"));
        tree.Write("b.json", Incident.Json("INC-1", "Alert"));

        await tree.TakesInAsync();

        Assert.Equal(["revision-0001.note", "revision-0001.reading.json"], Revisions("a"));
        Assert.Equal(["revision-0001.json"], Revisions("INC-1"));

        IEnumerable<string?> Revisions(string incident) =>
            Directory.GetFiles(tree.App.Get<ArchiveFolder>().Of(incident), "revision-*").Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("revision-0001.note")]
    [InlineData("revision-0001.reading.json")]
    public async Task What_a_crash_kept_from_the_archive_is_there_once_the_document_is_taken_in_again(string lost)
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        var text = NoteFormat.Of("Outage", "2024-01-15", "Alert on the pool", "Write it down");
        tree.Write("a.note", text);
        await tree.TakesInAsync();
        var before = await File.ReadAllBytesAsync(tree.Archived("a", lost), TestContext.Current.CancellationToken);
        File.Delete(tree.Archived("a", lost));

        tree.Write("a.note", text);
        await tree.TakesInAsync();

        Assert.Equal(before, await File.ReadAllBytesAsync(tree.Archived("a", lost), TestContext.Current.CancellationToken));
    }
}
