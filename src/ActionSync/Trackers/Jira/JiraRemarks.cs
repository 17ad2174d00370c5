namespace ActionSync.Trackers.Jira;

/// <summary>What an issue's own fields could not hold: to who runs ActionSync, and to who reads the issue and cannot change any configuration.</summary>
internal sealed class JiraRemarks
{
    private readonly List<string> _forOperator = [];
    private readonly List<string> _forReader = [];

    public IReadOnlyList<string> ForOperator => _forOperator;

    public IReadOnlyList<string> ForReader => _forReader;

    /// <param name="sentence">To both, where <paramref name="forReader"/> is null.</param>
    /// <param name="forReader">The same without what only the operator can change.</param>
    public void Add(string sentence, string? forReader = null)
    {
        _forOperator.Add(sentence);
        _forReader.Add(forReader ?? sentence);
    }
}
