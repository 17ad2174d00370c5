using System.Security.Cryptography;
using ActionSync.Configuration;
using ActionSync.Ledger;

namespace ActionSync.Links;

/// <summary>The keys that links are signed with: those of the configuration, else one that the first who needs it makes and the ledger keeps.</summary>
internal sealed class LinkKeys(LinkSettings settings, LedgerDatabase database, LedgerOptions ledger, TimeProvider clock, ILogger<LinkKeys> logger)
{
    private const int BytesOfKey = 32;

    private readonly RenewableSecret? _configured = settings.Key is { } key ? new RenewableSecret(key, LinkSettings.KeyName, clock, logger) : null;

    /// <summary>What a token is. A file of keys may hold others by now, so one that is not known is asked for once more.</summary>
    public async Task<LinkReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        var reading = SignedLink.Read(token, await AllAsync(cancellationToken), ledger.Namespace, clock.GetUtcNow());
        return reading is LinkReading.UnknownKey && _configured?.Renew() == true
            ? SignedLink.Read(token, await AllAsync(cancellationToken), ledger.Namespace, clock.GetUtcNow())
            : reading;
    }

    /// <summary>What signs the links of messages; null where messages carry none.</summary>
    public async Task<LinkSigner?> SignerAsync(CancellationToken cancellationToken) =>
        settings.Base is { } url ? new LinkSigner(url, (await AllAsync(cancellationToken))[0], ledger.Namespace) : null;

    /// <summary>The same for what is only shown: its addresses have dots where the others are signed, and no key is made for it.</summary>
    public LinkSigner? Unsigned => settings.Base is { } url ? new LinkSigner(url, null, ledger.Namespace) : null;

    /// <summary>All that are accepted; the first signs. Read each time: another worker may have made the ledger's, or a restore taken it away.</summary>
    private async Task<IReadOnlyList<LinkKey>> AllAsync(CancellationToken cancellationToken)
    {
        if (_configured is not null)
            return [.. _configured.RevealAll().Select(line => new LinkKey(line))];
        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            if (await new LinkStore(reading).KeyAsync(cancellationToken) is { } kept)
                return [new LinkKey(kept)];
        }
        await using var work = await database.BeginAsync(cancellationToken);
        var store = new LinkStore(work);
        await store.KeepKeyAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(BytesOfKey)), clock.GetUtcNow(), cancellationToken);
        var secret = await store.KeyAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return [new LinkKey(secret!)];
    }
}
