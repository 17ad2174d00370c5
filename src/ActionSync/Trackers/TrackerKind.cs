using ActionSync.Configuration;

namespace ActionSync.Trackers;

/// <summary>A kind of tracker, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">What <c>Trackers:&lt;name&gt;:Kind</c> says.</param>
/// <param name="Options">The keys of such a tracker.</param>
/// <param name="Check">Tells what is wrong with an entry's options beyond single values.</param>
/// <param name="Create">Makes the tracker of one entry; it lives as long as the program, since it keeps the pace and what it learnt.</param>
internal sealed record TrackerKind(
    string Name, Type Options, Action<TrackerOptions, CheckedOptions> Check, Func<IServiceProvider, TrackerOptions, ITracker> Create)
{
    /// <summary>How its service tells of changes; null where it does not.</summary>
    public WebhookSource? Webhook { get; init; }

    public static TrackerKind Of<TOptions>(string name, Func<IServiceProvider, TOptions, ITracker> create, Action<TOptions, CheckedOptions>? check = null)
        where TOptions : TrackerOptions, new() =>
        new(name, typeof(TOptions), (options, checks) => check?.Invoke((TOptions)options, checks), (services, options) => create(services, (TOptions)options));
}
