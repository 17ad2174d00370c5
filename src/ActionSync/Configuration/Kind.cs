namespace ActionSync.Configuration;

/// <summary>A kind of what the configuration names, such as a tracker or a channel, and what the rest of the program needs to know of it.</summary>
/// <param name="Name">What the configuration calls it.</param>
/// <param name="Factory">Its options, and how one is made of them.</param>
internal abstract record Kind<T>(string Name, KindFactory<T> Factory)
{
    /// <summary>The key under <c>People:&lt;address&gt;</c> that holds a person's account there; null where the address does.</summary>
    public string? Account { get; init; }

    /// <summary>What <c>init</c> calls it.</summary>
    public string SetupName { get; init; } = Name.ToLowerInvariant();

    /// <summary>What <c>init</c> asks for; empty where it works as it is.</summary>
    public IReadOnlyList<SetupKey> Setup { get; init; } = [];

    /// <summary>The keys of its section.</summary>
    public Type Options => Factory.Options;
}
