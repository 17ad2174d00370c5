namespace ActionSync.Items;

/// <summary>A tracker is a place, not a name.</summary>
/// <param name="Server">Scheme and host (GitHub, Jira), or "file".</param>
/// <param name="Path">owner/name, project key, or absolute folder.</param>
public sealed record TrackerPlace(string Server, string Path)
{
    public override string ToString() => $"{Server}/{Path}";
}
