using ActionSync.Ledger;
using Dapper;

namespace ActionSync.Reminders.Store;

/// <summary>How a channel fares, by the word of all workers.</summary>
/// <param name="Name">The channel.</param>
/// <param name="LastSent">When it last took a reminder; null where it never did.</param>
/// <param name="Waiting">Reminders that it did not take and that are tried again.</param>
internal sealed record ChannelTimes(string Name, DateTimeOffset? LastSent, int Waiting)
{
    /// <summary>Reminders that it did not take lately, so that another channel was asked; 0 where it has taken one since.</summary>
    public int PassedOver { get; init; }
}

/// <summary>Reads how the channels fare that had a reminder to bring.</summary>
internal sealed class ChannelTimesStore(LedgerTransaction work)
{
    private const string Sent = "sent";
    private const string Waiting = "waiting";
    private const string Passed = "passed";

    /// <param name="configured">The channels that may have been passed over.</param>
    /// <param name="since">What they did not take before does not count.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<ChannelTimes>> AllAsync(
        IReadOnlyList<string> configured, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(new { configured = configured.ToArray(), since });
        foreach (var (n, name) in configured.Index())
            parameters.Add($"name{n}", name);
        var rows = await work.QueryAsync<Row>(
            $"""
            select channel, '{Sent}' as what, count(*) as many, max(settled_at) as at from reminders where state = 'sent' group by channel
            union all
            select channel, '{Waiting}', count(*), max(settled_at) from reminders
            where state in ('failed', 'unknown') and next_try_at is not null and channel is not null group by channel
            {(configured.Count == 0 ? "" : PassedOver(configured.Count))}
            """, parameters, cancellationToken);
        return [.. rows.GroupBy(row => row.Channel).OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => Of(channel.Key, [.. channel]))];
    }

    /// <summary>
    /// Each channel that was asked leaves its name and a reason in the remark of a reminder that went on to another one. It also stands in <c>tried</c> where
    /// only that reader cannot be reached by it, which is not the channel's trouble.
    /// </summary>
    private static string PassedOver(int configured) =>
        $"""
        union all
        select c.name, '{Passed}', count(*), max(r.settled_at)
        from ({string.Join(" union all ", Enumerable.Range(0, configured).Select(n => $"select cast(@name{n} as text) as name"))}) c
        join (
          select channel, tried, remark, settled_at from reminders where state = 'sent' and channel in @configured and settled_at >= @since
          union all
          select channel, tried, remark, settled_at from reminders where state in ('failed', 'unknown') and settled_at >= @since
        ) r on r.channel <> c.name and ' ' || r.remark like '% ' || c.name || ': %' and ',' || r.tried || ',' not like '%,' || c.name || ',%'
        group by c.name
        """;

    private static ChannelTimes Of(string name, IReadOnlyList<Row> rows)
    {
        var sent = rows.FirstOrDefault(row => row.What == Sent)?.At;
        return new(
            name, sent is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, (int)(rows.FirstOrDefault(row => row.What == Waiting)?.Many ?? 0))
        {
            PassedOver = rows.FirstOrDefault(row => row.What == Passed) is { } passed && (sent is null || passed.At > sent) ? (int)passed.Many : 0,
        };
    }

    private sealed record Row
    {
        public required string Channel { get; init; }
        public required string What { get; init; }
        public long Many { get; init; }
        public long? At { get; init; }
    }
}
