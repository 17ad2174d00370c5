using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Intake;

/// <summary>
/// Which files of the drop folder that are no documents were told of already. The ledger remembers it, so that a pass that a timer starts does not say the
/// same each time; <c>status</c> and <c>doctor</c> name them always. What was gone meanwhile, or is there for another reason, is told again.
/// </summary>
internal sealed class LeftNotices(LedgerDatabase ledger, DropFolder inbox, TimeProvider clock)
{
    /// <summary>What was said of each file, as a hash, by its path; null until the ledger was asked.</summary>
    private Dictionary<string, string?>? _told;

    /// <summary>Those that were not told yet; from now on they are.</summary>
    public async Task<IReadOnlyList<LeftEntry>> NewsAsync(IReadOnlyList<LeftEntry> left, CancellationToken cancellationToken)
    {
        var told = _told ??= await LoadAsync(cancellationToken);
        var now = left.DistinctBy(PathOf).ToDictionary(PathOf);
        var others = told.Keys.Where(path => !now.ContainsKey(path)).ToList();
        var gone = others.Count == 0 ? [] : await inbox.Access.RunAsync(() => others.Where(path => FileFacts.At(path) is null).ToList(), cancellationToken);
        var news = now.Where(entry => told.GetValueOrDefault(entry.Key) != HashOf(entry.Value)).ToList();
        if (gone.Count == 0 && news.Count == 0)
            return [];
        await using var work = await ledger.BeginAsync(cancellationToken);
        var store = new SeenFileStore(work);
        await store.ForgetAsync(gone, cancellationToken);
        await store.SaveAsync([.. news.Select(entry => Of(entry.Key, entry.Value))], cancellationToken);
        await work.CommitAsync(cancellationToken);
        gone.ForEach(path => told.Remove(path));
        news.ForEach(entry => told[entry.Key] = HashOf(entry.Value));
        return [.. news.Select(entry => entry.Value)];
    }

    private async Task<Dictionary<string, string?>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return (await new SeenFileStore(work).InStateAsync(SeenFileState.Left, cancellationToken))
            .Where(file => inbox.Holds(file.Path)).ToDictionary(file => file.Path, file => file.Hash);
    }

    private SeenFile Of(string path, LeftEntry entry) => new()
    {
        Path = path,
        Size = 0,
        ModifiedAt = clock.GetUtcNow(),
        Hash = HashOf(entry),
        State = SeenFileState.Left,
        Since = clock.GetUtcNow(),
    };

    private string PathOf(LeftEntry entry) => Path.Combine(inbox.FullPath, entry.Name);

    private static string HashOf(LeftEntry entry) => ShortHash.Of(entry.Sentence);
}
