namespace ActionSync.Items;

/// <summary>One issue in one place. Only <see cref="Id"/> identifies it; number and URL are for people.</summary>
/// <param name="Server">As <see cref="TrackerPlace.Server"/>.</param>
/// <param name="Place">As <see cref="TrackerPlace.Path"/>.</param>
/// <param name="Id">Unchanging where the tracker has such a thing (Jira: numeric id; GitHub: number; Folder: marker).</param>
/// <param name="Number">What people call it: "#12", "OPS-7", a file name.</param>
/// <param name="Url">Where people open it.</param>
public sealed record IssueRef(string Server, string Place, string Id, string Number, string Url);
