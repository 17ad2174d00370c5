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
        var rows = await work.QueryAsync<Row>(
            """
            select channel, 1 as is_sent, max(settled_at) as value from reminders where state = 'sent' group by channel
            union all
            select channel, 0 as is_sent, count(*) as value from reminders
            where state in ('failed', 'unknown') and next_try_at is not null and channel is not null group by channel
            """, null, cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.Channel).OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => new ChannelTimes(
                channel.Key,
                channel.FirstOrDefault(row => row.IsSent == 1)?.Value is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
                (int)(channel.FirstOrDefault(row => row.IsSent == 0)?.Value ?? 0))),
        ];
    }

    private sealed record Row
    {
        public required string Channel { get; init; }
        public int IsSent { get; init; }
        public long? Value { get; init; }
    }
}
