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
/// <param name="Options">The keys of the section.</param>
/// <param name="Needs">The key under the section that turns the channel on; null for one that is always there.</param>
/// <param name="Use">How it takes part.</param>
/// <param name="Create">Makes the channel; it lives as long as the program.</param>
internal sealed record ChannelKind(string Name, Type Options, string? Needs, Func<object, ChannelUse> Use, Func<IServiceProvider, object, IReminderChannel> Create)
{
    /// <summary>Tells what is wrong with the section beyond single values.</summary>
    public Action<object, CheckedOptions> Check { get; init; } = (_, _) => { };

    /// <summary>Registers what the channel works with.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };

    public static ChannelKind Of<TOptions>(
        string name, string? needs, Func<TOptions, ChannelUse> use, Func<IServiceProvider, TOptions, IReminderChannel> create, Action<TOptions, CheckedOptions>? check = null)
        where TOptions : class, new() =>
        new(name, typeof(TOptions), needs, options => use((TOptions)options), (services, options) => create(services, (TOptions)options))
        {
            Check = (options, checks) => check?.Invoke((TOptions)options, checks),
        };
}
