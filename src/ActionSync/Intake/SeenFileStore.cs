using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>What became of a file when it was last read.</summary>
internal static class SeenFileState
{
    /// <summary>It was read, and stays where it is (Intake:KeepInPlace).</summary>
    public const string Read = "read";

    /// <summary>It ends too early: perhaps somebody still writes it.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>It was rejected since it ends too early. Should it change where it lies now, it is taken back.</summary>
    public const string RejectedUnfinished = "rejected unfinished";

    /// <summary>It is no document and stays where it is; the hash is of what was said of it.</summary>
    public const string Left = "left";
}

/// <summary>A file as it was when it was last read.</summary>
internal sealed record SeenFile
{
    public required string Path { get; init; }
    public required long Size { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Of its content; null for one that an older version read.</summary>
    public string? Hash { get; init; }

    /// <summary>One of <see cref="SeenFileState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Since when we know it in this form and state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>By which the system tells this form of the file from any other; null where that is not known.</summary>
    public string? Stamp { get; init; }
}

/// <summary>Files that were read and are still there.</summary>
internal sealed class SeenFileStore(LedgerTransaction work)
{
    private const string Columns = "path, size, modified_at, hash, state, since, stamp";

    public Task<SeenFile?> FindAsync(string path, CancellationToken cancellationToken) =>
        work.SingleAsync<SeenFile>($"select {Columns} from seen_files where path = @path", new { path }, cancellationToken);

    public Task<IReadOnlyList<SeenFile>> InStateAsync(string state, CancellationToken cancellationToken) =>
        work.QueryAsync<SeenFile>($"select {Columns} from seen_files where state = @state order by path", new { state }, cancellationToken);

    /// <summary>Those of these files that were read and are no document.</summary>
    public async Task<IReadOnlySet<string>> LeftAmongAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) => paths.Count == 0
        ? new HashSet<string>()
        : (await work.QueryAsync<string>("select path from seen_files where path in @paths and state = @state", new { paths, state = SeenFileState.Left },
            cancellationToken)).ToHashSet();

    public Task SaveAsync(SeenFile file, CancellationToken cancellationToken) => SaveAsync([file], cancellationToken);

    public Task SaveAsync(IReadOnlyList<SeenFile> files, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into seen_files (path, size, modified_at, hash, state, since, stamp) values (@Path, @Size, @ModifiedAt, @Hash, @State, @Since, @Stamp)
        on conflict (path) do update set size = excluded.size, modified_at = excluded.modified_at, hash = excluded.hash, state = excluded.state,
          since = excluded.since, stamp = excluded.stamp
        """, files, cancellationToken);

    public Task ForgetAsync(IEnumerable<string> paths, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from seen_files where path = @path", paths.Select(path => new { path }).ToList(), cancellationToken);
}
