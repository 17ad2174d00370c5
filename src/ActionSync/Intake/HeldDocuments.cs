using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>
/// Documents that lie where the document of another incident lay: whether they are about that one, only a person can tell. Each waits until the person says
/// so (<c>actionsync confirm INCIDENT</c>), or the file is another.
/// </summary>
internal sealed class HeldDocuments(LedgerDatabase ledger, DropFolder inbox, TimeProvider clock)
{
    private const string Columns = "incident_id, file, hash, held_at, released_at";

    /// <summary>What waits for a person's word, in the order of the incidents.</summary>
    public async Task<IReadOnlyList<HeldDocument>> AllAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return [.. (await ReadAsync(work, cancellationToken)).Where(held => held.ReleasedAt is null)];
    }

    /// <summary>The document may be taken in as this incident's next revision; a later pass does so. False where none waits.</summary>
    public async Task<bool> ReleaseAsync(string incident, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        var released = await ReleaseAsync(work, id => id == incident, clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return released.Count > 0;
    }

    /// <summary>The same for every document that is meant; returns their incidents.</summary>
    public static async Task<IReadOnlyList<string>> ReleaseAsync(
        LedgerTransaction work, Func<string, bool> isMeant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var released = (await ReadAsync(work, cancellationToken)).Where(held => held.ReleasedAt is null && isMeant(held.IncidentId))
            .Select(held => held.IncidentId).ToList();
        await work.ExecuteAsync("update held_documents set released_at = @now where incident_id = @incident",
            released.Select(incident => new { incident, now }), cancellationToken);
        return released;
    }

    /// <summary>Makes a document wait. A word that was given for an earlier version of it does not count for this one.</summary>
    public async Task HoldAsync(string incident, string file, string hash, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.ExecuteAsync(
            """
            insert into held_documents (incident_id, file, hash, held_at) values (@incident, @file, @hash, @now)
            on conflict (incident_id) do update set file = excluded.file, hash = excluded.hash, held_at = excluded.held_at, released_at = null
            """, new { incident, file, hash, now = clock.GetUtcNow() }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>What lies there was taken in, as whatever it is.</summary>
    public async Task ForgetFileAsync(string file, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await work.ExecuteAsync("delete from held_documents where file = @file", new { file }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>What waits and still lies there, for those who show: nothing is written. Of files that cannot be looked at nobody knows better.</summary>
    public async Task<IReadOnlyList<WaitingDocument>> ThereAsync(CancellationToken cancellationToken)
    {
        if (!await ledger.IsThereAsync(cancellationToken))
            return [];
        var all = await AllAsync(cancellationToken);
        if (all.Count == 0)
            return [];
        try
        {
            all = await inbox.Access.RunAsync(() => all.Where(held => FileFacts.At(held.File) is not null).ToList(), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever looks into the folder says why it cannot be looked at.
        }
        return
        [
            .. all.Select(held => inbox.Holds(held.File)
                ? new WaitingDocument(held.IncidentId, inbox.NameOf(held.File), IsDropped: true)
                : new WaitingDocument(held.IncidentId, held.File, IsDropped: false)),
        ];
    }

    /// <summary>The files, by their full paths, that wait now; those that were taken away meanwhile do not any more.</summary>
    public async Task<IReadOnlySet<string>> WaitingAsync(CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        if (all.Count == 0)
            return new HashSet<string>();
        var gone = await inbox.Access.RunAsync(() => all.Where(held => inbox.Holds(held.File) && FileFacts.At(held.File) is null).ToList(), cancellationToken);
        if (gone.Count > 0)
        {
            await using var work = await ledger.BeginAsync(cancellationToken);
            await work.ExecuteAsync("delete from held_documents where incident_id = @IncidentId and released_at is null", gone, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        return all.Except(gone).Select(held => held.File).ToHashSet();
    }

    /// <summary>A person said that this document is the incident's.</summary>
    public static async Task<bool> IsReleasedAsync(LedgerTransaction work, string incident, string hash, CancellationToken cancellationToken) =>
        (await ReadAsync(work, cancellationToken)).Any(held => held.ReleasedAt is not null && held.IncidentId == incident && held.Hash == hash);

    /// <summary>The incident has a new revision, or its document was taken in elsewhere: nothing waits any more.</summary>
    public static Task ForgetAsync(LedgerTransaction work, string incident, CancellationToken cancellationToken) =>
        work.ExecuteAsync("delete from held_documents where incident_id = @incident", new { incident }, cancellationToken);

    private static Task<IReadOnlyList<HeldDocument>> ReadAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        work.QueryAsync<HeldDocument>($"select {Columns} from held_documents order by incident_id", null, cancellationToken);
}

/// <summary>A document that waits for a person's word.</summary>
internal sealed record HeldDocument
{
    /// <summary>The incident that its file was known for.</summary>
    public string IncidentId { get; init; } = "";

    /// <summary>The file's full path.</summary>
    public string File { get; init; } = "";

    /// <summary>Of the incident's part of the file.</summary>
    public string Hash { get; init; } = "";
    public DateTimeOffset HeldAt { get; init; }
    public DateTimeOffset? ReleasedAt { get; init; }
}

/// <summary>A document that waits for a person's word, as people are told of it.</summary>
/// <param name="Incident">The incident that its file was known for.</param>
/// <param name="Name">The file: its name in the drop folder, or the full path of one that lies elsewhere.</param>
/// <param name="IsDropped">It lies in the drop folder.</param>
internal sealed record WaitingDocument(string Incident, string Name, bool IsDropped)
{
    /// <summary>Why it waits, behind the file's name.</summary>
    public static string Why(string incident) =>
        $"has another title, another date and other items than {incident}, which this file was known for, so it waits.";

    public static string Next(string incident) => $"If it is {incident} all the same, run {ConfirmHint.Of(incident)}; if not, give the file another name.";
}
