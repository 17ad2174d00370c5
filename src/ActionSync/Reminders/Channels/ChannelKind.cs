using ActionSync.Configuration;

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

    /// <summary>Registers what the channel works with.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };
}
