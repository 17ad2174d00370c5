using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Scheduling;

namespace ActionSync.Commands;

/// <summary>Says of an answer to <c>init</c> what the whole configuration would say of it, before the next one is asked for.</summary>
internal sealed class InitCheck(Catalog catalog)
{
    /// <param name="kind">The tracker or channel that it belongs to.</param>
    /// <param name="key">The key that it would be the value of.</param>
    /// <param name="value">The answer.</param>
    /// <param name="before">The other answers so far: some depend on each other.</param>
    /// <returns>What is wrong and what would be right, as a sentence part; null where nothing is wrong.</returns>
    public string? Problem(InitKind kind, string key, string value, IReadOnlyDictionary<string, string> before)
    {
        var section = kind.Section.Replace(":", "__", StringComparison.Ordinal);
        var variables = before.Append(new(key, value)).Concat(kind.IsTracker ? [new("Kind", kind.Name)] : [])
            .Select(entry => KeyValuePair.Create($"ACTIONSYNC_{section}__{entry.Key}", (string?)entry.Value));
        // An earlier configuration that this one replaces says nothing about it.
        var sources = new ConfigurationSources(null, variables, Directory.GetCurrentDirectory(), Schedule.CronProblem) { HasSharedFile = false };
        return ActionSyncConfiguration.Load(sources, catalog).Problems.FirstOrDefault(problem => problem.Key == $"{kind.Section}:{key}")?.Text;
    }
}
