namespace ActionSync.Items;

/// <summary>A tracker is a place, not a name.</summary>
/// <param name="Server">Scheme and host (GitHub, Jira), or <see cref="Files"/>.</param>
/// <param name="Path">owner/name, project key, or absolute folder.</param>
public sealed record TrackerPlace(string Server, string Path)
{
    /// <summary>The server of a folder, which has none.</summary>
    public const string Files = "file";

    /// <summary>As people are told of it.</summary>
    public override string ToString() => Server == Files ? Path : $"{Server}/{Path}";
}
