using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Testing;

/// <summary>A tree of notes that is read where it lies, or a drop folder of them, pass by pass.</summary>
internal sealed class NoteTree : IAsyncDisposable
{
    private static readonly DateTime Old = new(2024, 1, 10, 0, 0, 0, DateTimeKind.Utc);

    private readonly TempFolder _temp = new();
    private AppFixture? _app;

    public AppFixture App => _app!;

    public string Folder => _temp["in"];

    public static async Task<NoteTree> OpenAsync(bool keepInPlace = true)
    {
        var tree = new NoteTree();
        Directory.CreateDirectory(tree.Folder);
        tree._app = await AppFixture.OpenAsync(options => (options.Intake.Folder, options.Intake.KeepInPlace) = (tree.Folder, keepInPlace), NoteFormat.Listed);
        return tree;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Old);
        return path;
    }

    public void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, to))!);
        File.Move(Path.Combine(Folder, from), Path.Combine(Folder, to));
    }

    public async Task<IReadOnlyList<ImportResult>> PassAsync()
    {
        var results = new List<ImportResult>();
        await App.Get<InboxPass>().RunAsync(results.Add, TestContext.Current.CancellationToken);
        return results;
    }

    /// <summary>A pass in which everything that was read was taken in; tells which files.</summary>
    public async Task<IReadOnlyList<string>> TakesInAsync()
    {
        var results = await PassAsync();
        Assert.All(results, result => Assert.IsType<ImportResult.Accepted>(result));
        return [.. results.Select(result => result.Source).Order(StringComparer.Ordinal)];
    }

    /// <summary>The keys of the items of an incident that are not withdrawn.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string incident) =>
        [.. (await App.ItemsAsync(incident)).Where(item => item is { IsWithdrawn: false, Withdrawal: Withdrawal.None }).Select(item => item.Key)];

    public async Task<IReadOnlyList<string>> IncidentsAsync()
    {
        await using var work = await App.Ledger.ReadAsync(TestContext.Current.CancellationToken);
        return [.. (await work.Incidents.RevisionsAsync(TestContext.Current.CancellationToken)).Select(revision => revision.IncidentId).Distinct()];
    }

    public async Task<IncidentBrief> BriefAsync(string incident)
    {
        await using var work = await App.Ledger.ReadAsync(TestContext.Current.CancellationToken);
        return (await work.Incidents.RequireAsync(incident, TestContext.Current.CancellationToken)).Brief;
    }

    /// <summary>How often anything of an incident was created, withdrawn or changed, and what was told of its file.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string incident) => await App.HistoryAsync(incident);

    public string Archived(string incident, string name) => Path.Combine(App.Get<ArchiveFolder>().Of(incident), name);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _temp.Dispose();
    }
}
