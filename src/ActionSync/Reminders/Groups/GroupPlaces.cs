using ActionSync.People;
using ActionSync.Reminders.Channels;

namespace ActionSync.Reminders.Groups;

/// <summary>Where a team reads.</summary>
/// <param name="Team">The group's name.</param>
/// <param name="Channel">The name of the channel.</param>
/// <param name="Key">The key that says where, for people.</param>
/// <param name="Where">The place, as far as it may be shown.</param>
internal sealed record GroupPlace(string Team, string Channel, string Key, string Where, IGroupPoster Poster);

/// <summary>All places that groups name, in the order of the configuration.</summary>
internal sealed record GroupPlaces(IReadOnlyList<GroupPlace> All)
{
    public static GroupPlaces From(
        IReadOnlyDictionary<string, GroupOptions> groups, IEnumerable<(ChannelKind Kind, object Options)> channels, IServiceProvider services)
    {
        var kinds = channels.ToList();
        return new([.. groups.SelectMany(group => kinds.Select(channel => Of(group.Key, group.Value, channel, services))).OfType<GroupPlace>()]);
    }

    private static GroupPlace? Of(string team, GroupOptions group, (ChannelKind Kind, object Options) channel, IServiceProvider services)
    {
        if (channel.Kind.Group is not { } known || group.ChannelOf(known.Name) is not { } place)
            return null;
        var key = $"Groups:{team}:{known.Name}";
        return new(team, channel.Kind.Name, key, known.IsSecret ? $"the address of {key}" : place, known.Poster(services, channel.Options, place, key));
    }
}
