namespace ActionSync.Files;

/// <summary>Who may read what the program keeps for itself.</summary>
public sealed class FilesOptions
{
    /// <summary>
    /// Open new files of ledger, backups, archive and outbox to their group too (folders 0770, files 0660) and not to the account of the worker alone (0700,
    /// 0600). What is there already is not changed. Without effect on Windows. Default: false.
    /// </summary>
    public bool Group { get; set; }
}
