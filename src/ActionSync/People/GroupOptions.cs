using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.People;

/// <summary>A team; its name is the key under <c>Groups</c>. An item belongs to the group of its owner, else of its service, else to none.</summary>
public sealed class GroupOptions
{
    /// <summary>The addresses of those whose items are the team's. Default: none.</summary>
    [Address]
    public IReadOnlyList<string> Members { get; set; } = [];

    /// <summary>Globs (* and ?), case ignored, for the services whose items are the team's where their owner is in no group. Default: none.</summary>
    public IReadOnlyList<string> Services { get; set; } = [];

    /// <summary>Where the team reads its weekly list, by the key that the kind of channel names. Default: nowhere.</summary>
    [KindKeys]
    public IDictionary<string, string> Channels { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same for channels where the place is a secret. Default: nowhere.</summary>
    [KindKeys]
    public IDictionary<string, Secret> SecretChannels { get; } = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the team reads, by the key that a kind of channel names; null where the group does not say.</summary>
    internal string? ChannelOf(string key) =>
        Channels.TryGetValue(key, out var channel) ? channel : SecretChannels.TryGetValue(key, out var secret) ? secret.Reveal() : null;
}
