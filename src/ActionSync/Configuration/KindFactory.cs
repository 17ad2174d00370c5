namespace ActionSync.Configuration;

/// <summary>Checks the options of a kind, and makes one of them. The one place that knows of which type they are.</summary>
/// <param name="Options">The type of the options.</param>
/// <param name="Create">Makes what lives as long as the program.</param>
/// <param name="Check">Tells what is wrong with the options beyond single values.</param>
internal sealed record KindFactory<T>(Type Options, Func<IServiceProvider, object, T> Create, Action<object, CheckedOptions> Check)
{
    public static KindFactory<T> Of<TOptions>(Func<IServiceProvider, TOptions, T> create, Action<TOptions, CheckedOptions>? check = null)
        where TOptions : class, new() =>
            new(typeof(TOptions), (services, options) => create(services, (TOptions)options), (options, checks) => check?.Invoke((TOptions)options, checks));
}
