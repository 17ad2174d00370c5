using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Checks;

/// <summary>The keys that are known while what they rule is still to come. A row goes when its feature arrives.</summary>
internal static class ComingFeatures
{
    /// <param name="Prefix">The beginning of the keys.</param>
    /// <param name="Value">The value that is still to come; null for any.</param>
    /// <param name="IsRefused">The program cannot run as asked; otherwise the key is without effect.</param>
    private sealed record Feature(string Prefix, string? Value, bool IsRefused, string Sentence);

    private static readonly Feature[] Coming =
    [
        new("Ledger:Provider", nameof(LedgerProvider.Postgres), IsRefused: true, "PostgreSQL is still to come; until then the ledger is Sqlite"),
        new("Dashboard:ApiKey", null, IsRefused: false, "the dashboard's access key is still to come; it has no effect yet"),
        new("Dashboard:GitHubWebhookSecret", null, IsRefused: false, "webhooks are still to come; changes are fetched every Refreshing:Poll"),
        new("Dashboard:JiraWebhookSecret", null, IsRefused: false, "webhooks are still to come; changes are fetched every Refreshing:Poll"),
    ];

    public static void Run(Findings findings)
    {
        foreach (var feature in Coming)
        {
            foreach (var key in SectionKeys.All().Select(known => known.Path).Where(path => path.StartsWith(feature.Prefix) && IsAsked(feature, path, findings)))
            {
                if (feature.IsRefused)
                    findings.Add(key, feature.Sentence);
                else
                    findings.Notice(key, feature.Sentence);
            }
        }
    }

    private static bool IsAsked(Feature feature, string key, Findings findings) => feature.Value is null
        ? findings.IsGiven(key)
        : findings.Find(key) is TextSetting { Text: var text } && text.Trim().Equals(feature.Value, StringComparison.OrdinalIgnoreCase);
}
