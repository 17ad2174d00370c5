using ActionSync.Ledger;

namespace ActionSync.Naming;

/// <summary>The names by which people call one item, and no more of it: all items are looked through for a name.</summary>
internal sealed record ItemName
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string IncidentId { get; init; } = "";

    /// <summary>The document's own id for it.</summary>
    public string? ExplicitId { get; init; }

    /// <summary>
    /// Which of its incident's items it was when it was first seen, from 1: for those of the first document their place in it. It stays, whatever later
    /// revisions put before it or leave out.
    /// </summary>
    public long Ordinal { get; init; }
    public string? Server { get; init; }
    public string? Place { get; init; }
    public string? IssueId { get; init; }
    public string? Number { get; init; }
    public string? Url { get; init; }

    /// <summary>1 where another item follows the issue.</summary>
    public long IsLinked { get; init; }

    /// <summary>The third item of an incident, as <c>INC-2024-0142/3</c>.</summary>
    public string ByOrdinal => $"{IncidentId}/{Ordinal}";

    /// <summary>All by which it may be called whole, but for its issue's address.</summary>
    public IEnumerable<string> All => new[] { Key, ByOrdinal, ExplicitId, Number?.TrimStart('#') }.OfType<string>();

    public static ItemName Of(LedgerItem item, long? ordinal = null) => new()
    {
        Id = item.Id,
        Key = item.Key,
        Title = item.Title,
        IncidentId = item.IncidentId,
        ExplicitId = item.ExplicitId,
        Ordinal = ordinal ?? item.Ordinal,
        Server = item.Issue?.Server,
        Place = item.Issue?.Place,
        IssueId = item.Issue?.Id,
        Number = item.Issue?.Number,
        Url = item.Url,
        IsLinked = item.LinkedTo is null ? 0 : 1,
    };

    private const string Columns =
        """
        id, key, title, incident_id, explicit_id, ordinal, server, place, issue_id, number, url,
          case when fields like '%"linked_to":"%' then 1 else 0 end as is_linked
        """;

    public static IAsyncEnumerable<ItemName> AllAsync(LedgerTransaction work) =>
        work.StreamAsync<ItemName>($"select {Columns} from items order by incident_id, position, id");

    /// <summary>
    /// The items that are called so by key, id, place in their incident, or number with or without <c>#</c>, each by its index; board files, too.
    /// Case counts for letters that the database itself does not know small and large.
    /// </summary>
    public static Task<IReadOnlyList<ItemName>> CalledAsync(LedgerTransaction work, string name, CancellationToken cancellationToken) =>
        work.QueryAsync<ItemName>(
            $"""
            select {Columns} from items where id in (
              select id from items where lower(key) = lower(@name) union select id from items where lower(explicit_id) = lower(@name)
              union select id from items where lower(incident_id) || '/' || cast(ordinal as text) = lower(@name)
              union select id from items where ltrim(lower(number), '#') in (lower(@number), lower(@file))
            ) order by incident_id, position, id
            """,
            new { name, number = name.TrimStart('#'), file = $"{name}.md" }, cancellationToken);
}
