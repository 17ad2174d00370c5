using System.Text;
using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Intake;
using ActionSync.Testing;

namespace ActionSync.Tests.Intake;

/// <summary>An export of several incidents is dropped again and again, with whatever changed in between.</summary>
public sealed class ExportRevisionTests
{
    [Fact]
    public async Task Only_the_incident_whose_records_changed_gets_a_revision()
    {
        await using var app = await AppFixture.OpenAsync();
        await TakeInAsync(app, "Add an alert", "Write a test", page: 1);
        await TakeInAsync(app, "Add an alert", "Write a test", page: 2);
        Assert.Equal((1, 1), (await RevisionAsync(app, "I-1"), await RevisionAsync(app, "I-2")));

        await TakeInAsync(app, "Add an alert", "Write two tests", page: 2);
        Assert.Equal((1, 2), (await RevisionAsync(app, "I-1"), await RevisionAsync(app, "I-2")));
    }

    [Fact]
    public async Task The_archive_holds_each_incidents_own_part_and_reads_it_again()
    {
        await using var app = await AppFixture.OpenAsync();
        await TakeInAsync(app, "Add an alert", "Write a test", page: 1);

        var problems = new List<string>();
        var archived = new List<ArchivedIncident>();
        await foreach (var incident in app.Get<ArchiveReader>().ReadAsync(problems, CancellationToken.None))
            archived.Add(incident);

        Assert.Empty(problems);
        Assert.Equal(["I-1", "I-2"], archived.Select(incident => incident.Id).Order(StringComparer.Ordinal));
        await using var work = await app.Ledger.ReadAsync(CancellationToken.None);
        foreach (var incident in archived)
            Assert.Equal((await work.Incidents.FindAsync(incident.Id, CancellationToken.None))!.Hash, Assert.Single(incident.Revisions).Hash);
    }

    private static async Task TakeInAsync(AppFixture app, string first, string second, int page)
    {
        var text = Encoding.UTF8.GetBytes($$"""
            {"follow_ups": [
              {"id": "F-1", "incident_id": "I-1", "title": "{{first}}", "status": "outstanding"},
              {"id": "F-2", "incident_id": "I-2", "title": "{{second}}", "status": "outstanding"}
            ], "pagination_meta": {"after": "{{page}}"} }
            """);
        var file = new DocumentFile("export.json", text, ReadingRules.In(TimeZoneInfo.Utc));
        var parsed = app.Get<DocumentFormats>().Of(file)!.Read(file);
        await app.Get<DocumentImporter>().TakeInAsync(parsed.Incidents, file.Name, CancellationToken.None);
    }

    private static async Task<int> RevisionAsync(AppFixture app, string incident)
    {
        await using var work = await app.Ledger.ReadAsync(CancellationToken.None);
        return (await work.Incidents.FindAsync(incident, CancellationToken.None))!.Revision;
    }
}
