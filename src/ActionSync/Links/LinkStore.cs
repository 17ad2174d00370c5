using ActionSync.Ledger;

namespace ActionSync.Links;

/// <summary>A link that was used.</summary>
internal sealed record UsedLink
{
    public required string Id { get; init; }
    public required string Person { get; init; }
    public string? ItemKey { get; init; }

    /// <summary>See <see cref="LinkActs.ToWord"/>.</summary>
    public required string Act { get; init; }
    public required DateTimeOffset UsedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Links that were used, and the key that the ledger keeps for signing.</summary>
internal sealed class LinkStore(LedgerTransaction work)
{
    /// <summary>There is one, whoever asks for it first.</summary>
    private const string KeyName = "signing";

    public Task<UsedLink?> FindAsync(string id, CancellationToken cancellationToken) => work.SingleAsync<UsedLink>(
        "select id, person, item_key, act, used_at, expires_at from link_uses where id = @id", new { id }, cancellationToken);

    /// <summary>Uses a link up; false where it was used before. What can be used no more is forgotten.</summary>
    public async Task<bool> TakeAsync(UsedLink link, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync("delete from link_uses where expires_at < @UsedAt", link, cancellationToken);
        return await work.ExecuteAsync(
            """
            insert into link_uses (id, person, item_key, act, used_at, expires_at) values (@Id, @Person, @ItemKey, @Act, @UsedAt, @ExpiresAt)
            on conflict (id) do nothing
            """, link, cancellationToken) > 0;
    }

    public Task<string?> KeyAsync(CancellationToken cancellationToken) =>
        work.SingleAsync<string>("select secret from link_keys where name = @KeyName", new { KeyName }, cancellationToken);

    /// <summary>Keeps a key where there is none yet.</summary>
    public Task KeepKeyAsync(string secret, DateTimeOffset now, CancellationToken cancellationToken) => work.ExecuteAsync(
        "insert into link_keys (name, secret, made_at) values (@KeyName, @secret, @now) on conflict (name) do nothing", new { KeyName, secret, now },
        cancellationToken);
}
