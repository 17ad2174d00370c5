using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>A document that was rejected from the drop folder and waits for its author.</summary>
internal sealed record Rejection
{
    /// <summary>The name of its problems file.</summary>
    public required string List { get; init; }

    /// <summary>The path in the drop folder under which it came.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset RejectedAt { get; init; }

    /// <summary>The address of the commander whom it names; null where it names none who could be reached.</summary>
    public string? Commander { get; init; }
}

/// <summary>What was rejected, and who was told of it on which day.</summary>
internal sealed class RejectionStore(LedgerTransaction work)
{
    public Task<IReadOnlyList<Rejection>> AllAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<Rejection>("select list, name, rejected_at, commander from rejections order by rejected_at, list", null, cancellationToken);

    /// <summary>The names under which documents came, by the names of their lists.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> lists, CancellationToken cancellationToken) =>
        lists.Count == 0 ? new Dictionary<string, string>()
        : (await work.QueryAsync<Rejection>("select list, name, rejected_at, commander from rejections where list in @lists", new { lists }, cancellationToken))
            .ToDictionary(rejection => rejection.List, rejection => rejection.Name);

    /// <summary>Remembers a rejection; of one whose list was written anew, people are told anew.</summary>
    public async Task SaveAsync(Rejection rejection, CancellationToken cancellationToken)
    {
        await ForgetAsync([rejection.List], cancellationToken);
        await work.ExecuteAsync(
            "insert into rejections (list, name, rejected_at, commander) values (@List, @Name, @RejectedAt, @Commander)", rejection, cancellationToken);
    }

    public async Task ForgetAsync(IReadOnlyList<string> lists, CancellationToken cancellationToken)
    {
        var rows = lists.Select(list => new { list }).ToList();
        await work.ExecuteAsync("delete from rejection_notices where list = @list", rows, cancellationToken);
        await work.ExecuteAsync("delete from rejections where list = @list", rows, cancellationToken);
    }

    /// <summary>The problems files of which a person was told, or is about to be, each with the day of the mail.</summary>
    public Task<IReadOnlyList<RejectionNotice>> NoticesAsync(CancellationToken cancellationToken) =>
        work.QueryAsync<RejectionNotice>("select list, person, day from rejection_notices", null, cancellationToken);

    /// <summary>Promises to tell somebody on a day; a promise for an earlier day that was not kept is moved.</summary>
    public Task SaveNoticesAsync(IEnumerable<RejectionNotice> notices, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into rejection_notices (list, person, day) values (@List, @Person, @Day)
        on conflict (list, person) do update set day = excluded.day
        """, notices.ToList(), cancellationToken);
}

/// <summary>Somebody is told of a rejected document.</summary>
internal sealed record RejectionNotice
{
    public required string List { get; init; }
    public required string Person { get; init; }
    public required DateOnly Day { get; init; }
}
