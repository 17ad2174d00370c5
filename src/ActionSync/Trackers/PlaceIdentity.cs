namespace ActionSync.Trackers;

/// <summary>Which place a tracker speaks to by the service's own word: it stays when a repository, a project or the configuration gets another name.</summary>
/// <param name="Server">Scheme and host as the service calls itself, whatever address it was reached by.</param>
/// <param name="Id">The service's own id of the repository or project.</param>
/// <param name="Path">What the service calls the place now.</param>
public sealed record PlaceIdentity(string Server, string Id, string Path)
{
    /// <summary>What the ledger keeps, to be compared as a whole.</summary>
    public string Word => $"{Server.ToLowerInvariant()}#{Id}";

    /// <summary>Whether a place that the ledger keeps by its <see cref="Word"/> is one of the same server; false for none.</summary>
    public bool IsOnServerOf(string? word) => word?.StartsWith($"{Server.ToLowerInvariant()}#", StringComparison.Ordinal) == true;
}
