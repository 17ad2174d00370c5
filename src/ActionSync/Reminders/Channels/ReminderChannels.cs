using ActionSync.Items;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Channels;

/// <summary>The channels that are configured, in the order in which they are tried.</summary>
internal sealed class ReminderChannels(IReadOnlyList<IReminderChannel> channels)
{
    public IReadOnlyList<IReminderChannel> All => channels;

    /// <summary>The channels of the list that are on, and those of last resort behind them.</summary>
    public static ReminderChannels From(IEnumerable<(ChannelKind Kind, object Options)> configured, IServiceProvider services) => new(
    [
        .. configured.Where(channel => channel.Kind.Use(channel.Options) != ChannelUse.Off).OrderBy(channel => channel.Kind.Use(channel.Options))
            .Select(channel => channel.Kind.Factory.Create(services, channel.Options)),
    ]);

    /// <summary>The reader's own channel first, then the others; only those that this digest can go by and that were not used up.</summary>
    public IReadOnlyList<IReminderChannel> For(Digest digest, IReadOnlyCollection<string> usedUp) =>
    [
        .. channels
            .Where(c => !usedUp.Contains(c.Name) && c.Unsuited(digest) is null)
            .OrderBy(c => string.Equals(c.Name, digest.To.Channel, StringComparison.OrdinalIgnoreCase) ? 0 : 1),
    ];

    /// <summary>Sending it now would disturb somebody, rather than write a file.</summary>
    public bool Disturbs(Digest digest, IReadOnlyCollection<string> usedUp) => For(digest, usedUp) is [{ WritesFiles: false }, ..];

    /// <summary>What of a digest is said by the first way that it goes; null where it goes none.</summary>
    public SaidByWay? Said(Digest digest) => For(digest, []) is [var first, ..] ? Said(first, digest) : null;

    public static SaidByWay Said(IReminderChannel channel, Digest digest) => new(channel.Name, channel.Says(digest));

    public bool RepeatsHarmlessly(string channel) => channels.FirstOrDefault(c => c.Name == channel)?.RepeatsHarmlessly ?? false;

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(channels.Select(c => CheckAsync(c, cancellationToken)));

    private static async Task<Finding> CheckAsync(IReminderChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.CheckAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new Finding(
                Good: false, channel.Name, $"it could not be checked: {e.GetType().Name}: {e.Message}", "This is a fault of ActionSync: please report it.");
        }
    }
}
