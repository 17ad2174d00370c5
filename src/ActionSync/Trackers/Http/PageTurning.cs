namespace ActionSync.Trackers.Http;

/// <summary>Counts the pages of one listing, and ends it where the service leads in a circle or goes on for ever without anything new.</summary>
/// <param name="service">Whose listing it is.</param>
/// <param name="first">The first page, by address, token or offset.</param>
internal sealed class PageTurning(string service, string first)
{
    /// <summary>A million entries; beyond that something else answers.</summary>
    private const int MostPages = 10_000;

    /// <summary>Entries may move on while pages are read, but never by whole pages so many times.</summary>
    private const int MostIdle = 3;

    private readonly HashSet<string> _pages = [first];
    private readonly HashSet<object> _entries = [];
    private int _idle;

    /// <summary>To the next page.</summary>
    /// <param name="next">Which one the service names.</param>
    /// <param name="entries">What tells the entries of the page before it apart.</param>
    /// <exception cref="TrackerException">The listing has no end; it is begun anew in a later pass.</exception>
    public void Turn(string next, IEnumerable<object> entries)
    {
        var news = entries.Count(_entries.Add);
        _idle = news > 0 ? 0 : _idle + 1;
        if (!_pages.Add(next) || _pages.Count > MostPages || _idle >= MostIdle)
        {
            throw new TrackerException(TrackerFault.Unavailable,
                $"{service} gives a list that does not end: after {_pages.Count} pages it leads back or brings nothing new. It is read again in the next pass.");
        }
    }
}
