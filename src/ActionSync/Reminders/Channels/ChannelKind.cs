using ActionSync.Configuration;
using ActionSync.Reminders.Groups;

namespace ActionSync.Reminders.Channels;

/// <summary>How a channel takes part, as its options say.</summary>
internal enum ChannelUse
{
    /// <summary>It is not configured.</summary>
    Off,

    /// <summary>It is tried in the order of the list.</summary>
    On,

    /// <summary>It is tried after all others.</summary>
    LastResort,
}

/// <summary>A way to reach people, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">Its section under <c>Channels</c>, and what <c>People:&lt;address&gt;:Channel</c> says.</param>
/// <param name="Factory">Makes the channel of the section's options.</param>
/// <param name="Use">How it takes part, as its options say.</param>
internal sealed record ChannelKind(string Name, KindFactory<IReminderChannel> Factory, Func<object, ChannelUse> Use) : Kind<IReminderChannel>(Name, Factory)
{
    /// <summary>The key under the section that turns the channel on; null for one that is always there.</summary>
    public string? Needs { get; init; }

    /// <summary>The key under <c>Groups:&lt;name&gt;</c> that says where a team reads there; null where the channel reaches single people only.</summary>
    public GroupKey? Group { get; init; }

    /// <summary>Registers what the channel works with.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };
}

/// <summary>A key under <c>Groups:&lt;name&gt;</c> that holds where a team reads in one kind of channel.</summary>
/// <param name="Name">The key.</param>
/// <param name="IsSecret">Whoever knows the value can post: it is never shown, and may be in a file.</param>
/// <param name="Problem">What is wrong with a value, by the channel's options, as the rest of a sentence; null where it is right.</param>
/// <param name="Poster">Makes what posts there, of the channel's options, a value and the key that holds it.</param>
internal sealed record GroupKey(
    string Name, bool IsSecret, Func<string, object, string?> Problem, Func<IServiceProvider, object, string, string, IGroupPoster> Poster);
