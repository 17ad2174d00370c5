using ActionSync.Archive;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Hosting;
using ActionSync.Testing;

namespace ActionSync.Tests.Archive;

/// <summary>An archive is read incident by incident, so that it may be larger than the memory that there is.</summary>
public sealed class ArchiveReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_read_when_its_incident_is_asked_for()
    {
        var second = Archived("INC-2");
        Archived("INC-1");
        var read = new List<string>();

        await foreach (var incident in Reader().ReadAsync([], TestContext.Current.CancellationToken))
        {
            read.Add($"{incident.Id} {incident.Revisions.Single().Document.ActionItems!.Single().Title}");
            File.WriteAllText(second, Incident.Json("INC-2", "Written after the first was read"));
        }

        Assert.Equal(["INC-1 As it was", "INC-2 Written after the first was read"], read);
    }

    [Fact]
    public async Task Two_folders_about_one_incident_are_named_once_and_the_first_is_read()
    {
        Archived("INC-1");
        Archived("INC-1", "INC-1-copy");
        var (problems, read) = (new List<string>(), new List<string>());

        await foreach (var incident in Reader().ReadAsync(problems, TestContext.Current.CancellationToken))
            read.Add(incident.Id);

        Assert.Equal(["INC-1"], read);
        Assert.Contains($"{_folder["INC-1-copy"]} is about INC-1, and so is another folder of the archive.", Assert.Single(problems), StringComparison.Ordinal);
    }

    private ArchiveReader Reader()
    {
        var formats = new DocumentFormats(Catalog.Default.Formats);
        return new(new ArchiveOptions(_folder.Path, 10_000_000), formats, new RevisionNames(formats), ReadingRules.In(TimeZoneInfo.Utc), new FakeClock());
    }

    private string Archived(string incident, string? folder = null)
    {
        var path = _folder[folder ?? incident, "revision-0001.json"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Incident.Json(incident, "As it was"));
        return path;
    }
}
