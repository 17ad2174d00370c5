namespace ActionSync.Sync.Publishing;

/// <summary>What one pass over one tracker did and left, for the log and for people.</summary>
internal sealed class PassReport(string tracker)
{
    public string Tracker { get; } = tracker;

    public int Created { get; set; }

    public int Adopted { get; set; }

    public int Updated { get; set; }

    public int Refused { get; set; }

    /// <summary>What people should know, each a sentence with a next step.</summary>
    public IList<string> Problems { get; } = [];
}
