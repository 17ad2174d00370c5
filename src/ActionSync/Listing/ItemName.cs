using ActionSync.Ledger;

namespace ActionSync.Listing;

/// <summary>The names by which people call one item, and no more of it: all items are looked through for a name.</summary>
internal sealed record ItemName
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string IncidentId { get; init; } = "";

    /// <summary>The document's own id for it.</summary>
    public string? ExplicitId { get; init; }

    /// <summary>Its place in the document, from 1.</summary>
    public long Position { get; init; }
    public string? Server { get; init; }
    public string? Place { get; init; }
    public string? IssueId { get; init; }
    public string? Number { get; init; }
    public string? Url { get; init; }

    /// <summary>1 where the document no longer names it, so that another item may have its position.</summary>
    public long IsWithdrawn { get; init; }

    /// <summary>1 where another item follows the issue.</summary>
    public long IsLinked { get; init; }

    /// <summary>The third item of an incident, as <c>INC-2024-0142/3</c>.</summary>
    public string ByPosition => $"{IncidentId}/{Position}";

    public static ItemName Of(LedgerItem item) => new()
    {
        Id = item.Id,
        Key = item.Key,
        Title = item.Title,
        IncidentId = item.IncidentId,
        ExplicitId = item.ExplicitId,
        Position = item.Position,
        Server = item.Issue?.Server,
        Place = item.Issue?.Place,
        IssueId = item.Issue?.Id,
        Number = item.Issue?.Number,
        Url = item.Url,
        IsWithdrawn = item.IsWithdrawn ? 1 : 0,
        IsLinked = item.LinkedTo is null ? 0 : 1,
    };

    public static IAsyncEnumerable<ItemName> AllAsync(LedgerTransaction work) => work.StreamAsync<ItemName>(
        """
        select id, key, title, incident_id, explicit_id, position, server, place, issue_id, number, url,
          case when withdrawal in ('due', 'told') then 1 else 0 end as is_withdrawn,
          case when fields like '%"linked_to":"%' then 1 else 0 end as is_linked
        from items order by incident_id, position, id
        """);
}
