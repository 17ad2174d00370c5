using ActionSync.Configuration.Binding;

namespace ActionSync.Hosting;

/// <summary>The keys that are known while what they rule is still to come. A row goes when its feature arrives.</summary>
internal static class ComingFeatures
{
    /// <param name="Prefix">The beginning of the keys.</param>
    private sealed record Feature(string Prefix, string Sentence);

    private static readonly Feature[] Coming =
    [
        new("Dashboard:ApiKey", "the dashboard's access key is still to come; it has no effect yet"),
    ];

    public static void Run(ConfigurationSchema schema, Findings findings)
    {
        foreach (var feature in Coming)
        {
            foreach (var key in schema.All().Select(known => known.Path).Where(path => path.StartsWith(feature.Prefix) && findings.IsGiven(path)))
                findings.Notice(key, feature.Sentence);
        }
    }
}
