using System.Globalization;
using System.Text.Json;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Ledger;

/// <summary>An incident and its latest accepted revision.</summary>
internal sealed record LedgerIncident(int Revision, string Hash, IncidentBrief Brief, DateTimeOffset TakenInAt);

/// <summary>Incidents and their revisions.</summary>
internal sealed class IncidentStore(LedgerTransaction work)
{
    /// <summary>Where more than so many incidents are alike, likeness says nothing.</summary>
    public const int MostAlike = 20;

    /// <summary>Whoever else takes in one of these incidents waits until this work ends, also where an incident is new and has no row yet.</summary>
    public Task LockAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        work.LockNamesAsync(ids.Select(id => $"incident {id}"), cancellationToken);

    public async Task<LedgerIncident?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await work.SingleAsync<Row>(
            $"select id, revision, hash, brief, taken_in_at from incidents where id = @id{work.LockRows}", new { id }, cancellationToken))?.ToIncident();

    /// <summary>The ids of all incidents.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<string>("select id from incidents order by id", null, cancellationToken);

    /// <summary>The ids that are one of these texts but for their case.</summary>
    public Task<IReadOnlyList<string>> IdsLikeAsync(IEnumerable<string> texts, CancellationToken cancellationToken) => work.QueryAsync<string>(
        "select id from incidents where folded in @folded order by id", new { folded = texts.Select(Folded.Of).Distinct().ToArray() }, cancellationToken);

    /// <summary>These incidents, by id.</summary>
    public async Task<IReadOnlyDictionary<string, LedgerIncident>> WithIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var incidents = new Dictionary<string, LedgerIncident>();
        foreach (var chunk in ids.Distinct().Chunk(ItemStore.ChunkSize))
        {
            foreach (var row in await work.QueryAsync<Row>(
                "select id, revision, hash, brief, taken_in_at from incidents where id in @chunk", new { chunk }, cancellationToken))
                incidents[row.Id] = row.ToIncident();
        }
        return incidents;
    }

    /// <summary>What is known of these incidents, by id, without those that are not there or cannot be read: for what must go on all the same.</summary>
    public async Task<IReadOnlyDictionary<string, IncidentBrief>> ReadableBriefsAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var briefs = new Dictionary<string, IncidentBrief>();
        foreach (var chunk in ids.Distinct().Chunk(ItemStore.ChunkSize))
        {
            foreach (var row in await work.QueryAsync<BriefRow>("select id, brief from incidents where id in @chunk", new { chunk }, cancellationToken))
            {
                if (BriefOrNull(row.Id, row.Brief) is { } brief)
                    briefs[row.Id] = brief;
            }
        }
        return briefs;
    }

    /// <summary>A brief as its column holds it; null where it cannot be read.</summary>
    public static IncidentBrief? BriefOrNull(string id, string? json)
    {
        try
        {
            return json is null ? null : Require(LedgerCell.Json(json, LedgerJson.Default.IncidentBrief), id);
        }
        catch (Exception e) when (LedgerDamage.IsUnreadable(e))
        {
            return null;
        }
    }

    private sealed record BriefRow
    {
        public string Id { get; init; } = "";
        public string? Brief { get; init; }
    }

    /// <summary>The incidents of these items, each of which must be there.</summary>
    public async Task<IReadOnlyDictionary<string, LedgerIncident>> OfItemsAsync(IEnumerable<LedgerItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(i => i.IncidentId).ToHashSet();
        var incidents = await WithIdsAsync(ids, cancellationToken);
        return ids.FirstOrDefault(id => !incidents.ContainsKey(id)) is { } missing
            ? throw LedgerException.Damaged($"incidents: items name {missing}, which is not there")
            : incidents;
    }

    /// <summary>An incident that something in the ledger names, and that therefore must be there.</summary>
    public async Task<LedgerIncident> RequireAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw LedgerException.Damaged($"incidents: {id} is not there");

    /// <summary>Throws where a brief lacks what every incident has, or is another incident's.</summary>
    public static IncidentBrief Require(IncidentBrief brief, string? id) =>
        id is not null && brief.Id != id ? throw new FormatException($"it is that of {brief.Id}.")
            : brief is { Id.Length: > 0, Title: not null, AffectedServices: not null, Impact: not null, Participants: not null } ? brief
            : throw new FormatException("a part of it is missing.");

    /// <summary>Every revision that was ever accepted, incident by incident, oldest first.</summary>
    public Task<IReadOnlyList<KnownRevision>> RevisionsAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<KnownRevision>("select incident_id, revision, hash from revisions order by incident_id, revision", null, cancellationToken);

    /// <summary>The incidents that are known by this file: those of a file without ids, or one whose place another took a moment ago.</summary>
    public Task<IReadOnlyList<LedgerIncident>> KnownByPathAsync(string path, CancellationToken cancellationToken) =>
        SelectAsync("path = @path order by id", new { path }, cancellationToken);

    /// <summary>The incidents that are known by another file and have this very document, or this title and day.</summary>
    public Task<IReadOnlyList<LedgerIncident>> KnownElsewhereAsync(IncidentBrief brief, string hash, CancellationToken cancellationToken) =>
        SelectAsync($"path is not null and path <> @Path and (hash = @hash or known_as = @knownAs) order by id limit {MostAlike}",
            new { brief.Path, hash, knownAs = KnownAs(brief) }, cancellationToken);

    /// <summary>By what an incident is known again whose file is another; null where it has no date, since titles alone are often alike.</summary>
    public static string? KnownAs(IncidentBrief brief) =>
        brief.DeclaredAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd} {brief.Title}") : null;

    /// <summary>The incident is known by another file from now on.</summary>
    public Task MoveAsync(IncidentBrief moved, CancellationToken cancellationToken)
    {
        work.Changes.AddIncident(moved.Id);
        return work.ExecuteAsync(
            "update incidents set brief = @Brief, path = @Path, known_as = @KnownAs where id = @Id",
            new { moved.Id, moved.Path, KnownAs = KnownAsByPath(moved), Brief = JsonSerializer.Serialize(moved, LedgerJson.Default.IncidentBrief) },
            cancellationToken);
    }

    /// <summary>Records an accepted revision; the incident's latest from now on.</summary>
    public async Task SaveRevisionAsync(LedgerIncident incident, string source, CancellationToken cancellationToken)
    {
        var row = new
        {
            incident.Brief.Id,
            Folded = Folded.Of(incident.Brief.Id),
            incident.Revision,
            incident.Hash,
            Brief = JsonSerializer.Serialize(incident.Brief, LedgerJson.Default.IncidentBrief),
            incident.Brief.Path,
            KnownAs = KnownAsByPath(incident.Brief),
            incident.TakenInAt,
            source,
        };
        work.Changes.AddIncident(incident.Brief.Id);
        await work.ExecuteAsync(
            """
            insert into incidents (id, revision, hash, brief, path, known_as, taken_in_at, folded)
            values (@Id, @Revision, @Hash, @Brief, @Path, @KnownAs, @TakenInAt, @Folded)
            on conflict (id) do update set revision = excluded.revision, hash = excluded.hash, brief = excluded.brief, path = excluded.path,
              known_as = excluded.known_as, taken_in_at = excluded.taken_in_at, folded = excluded.folded
            """, row, cancellationToken);
        await work.ExecuteAsync(
            "insert into revisions (incident_id, revision, hash, source, taken_in_at) values (@Id, @Revision, @Hash, @source, @TakenInAt)", row,
            cancellationToken);
    }

    private static string? KnownAsByPath(IncidentBrief brief) => brief.Path is null ? null : KnownAs(brief);

    private async Task<IReadOnlyList<LedgerIncident>> SelectAsync(string condition, object parameters, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<Row>(
            $"select id, revision, hash, brief, taken_in_at from incidents where {condition}", parameters, cancellationToken))
            .Select(row => row.ToIncident())];

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public int Revision { get; set; }
        public string Hash { get; set; } = "";
        public string Brief { get; set; } = "";
        public DateTimeOffset TakenInAt { get; set; }

        public LedgerIncident ToIncident() => new(
            Revision, Hash,
            LedgerCell.Read($"incidents row {Id}", "brief", () => Require(LedgerCell.Json(Brief, LedgerJson.Default.IncidentBrief), Id)), TakenInAt);
    }
}

/// <summary>An accepted document, known by its hash.</summary>
internal sealed record KnownRevision
{
    public string IncidentId { get; init; } = "";
    public int Revision { get; init; }
    public string Hash { get; init; } = "";
}
