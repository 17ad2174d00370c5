namespace ActionSync.Sync.Refreshing;

/// <summary>What one refresh of one tracker brought, for the log and for people.</summary>
internal sealed class RefreshReport(string tracker)
{
    public string Tracker { get; } = tracker;

    /// <summary>Items whose issue looks different now.</summary>
    public int Changed { get; set; }

    public int DuplicatesClosed { get; set; }

    /// <summary>What people should know, each a sentence with a next step.</summary>
    public IList<string> Problems { get; } = [];
}
