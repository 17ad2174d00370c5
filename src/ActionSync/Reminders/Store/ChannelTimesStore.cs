using ActionSync.Ledger;

namespace ActionSync.Reminders.Store;

/// <summary>How a channel fares, by the word of all workers.</summary>
/// <param name="Name">The channel.</param>
/// <param name="LastSent">When it last took a reminder; null where it never did.</param>
/// <param name="Waiting">Reminders that it did not take and that are tried again.</param>
internal sealed record ChannelTimes(string Name, DateTimeOffset? LastSent, int Waiting);

/// <summary>Reads how the channels fare that ever had a reminder to bring.</summary>
internal sealed class ChannelTimesStore(LedgerTransaction work)
{
    public async Task<IReadOnlyList<ChannelTimes>> AllAsync(CancellationToken cancellationToken)
    {
        var sent = await work.QueryAsync<Row>(
            "select channel, max(settled_at) as value from reminders where state = 'sent' group by channel", null, cancellationToken);
        var waiting = await work.QueryAsync<Row>(
            """
            select channel, count(*) as value from reminders where state in ('failed', 'unknown') and next_try_at is not null and channel is not null
            group by channel
            """, null, cancellationToken);
        return
        [
            .. sent.Concat(waiting).Select(row => row.Channel).Distinct().Order(StringComparer.Ordinal).Select(name => new ChannelTimes(
                name,
                sent.FirstOrDefault(row => row.Channel == name)?.Value is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                (int)(waiting.FirstOrDefault(row => row.Channel == name)?.Value ?? 0))),
        ];
    }

    private sealed record Row
    {
        public required string Channel { get; init; }
        public long? Value { get; init; }
    }
}
