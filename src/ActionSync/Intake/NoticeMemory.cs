namespace ActionSync.Intake;

/// <summary>What was told already: each thing is told when it comes up, and again only if it was gone meanwhile.</summary>
internal sealed class NoticeMemory
{
    private readonly Dictionary<string, HashSet<string>> _told = [];

    /// <param name="subject">What the notices are about; others are remembered apart.</param>
    /// <param name="now">All that there are now.</param>
    /// <param name="sentence">By which they are known.</param>
    public IReadOnlyList<T> News<T>(string subject, IReadOnlyList<T> now, Func<T, string> sentence)
    {
        lock (_told)
        {
            var before = _told.GetValueOrDefault(subject) ?? [];
            _told[subject] = now.Select(sentence).ToHashSet();
            return [.. now.Where(notice => !before.Contains(sentence(notice)))];
        }
    }
}
