namespace ActionSync.Trackers.Jira;

/// <summary>
/// Asks for many issues at once. Where Jira stumbles over one of them, so that the whole request fails, it asks for halves until that one is alone: the
/// others are read, and nothing is said of them that belongs to it.
/// </summary>
/// <param name="project">Tells whether the project itself is served.</param>
internal sealed class JiraHalving(JiraProjectCheck project)
{
    /// <summary>More than these are the server's trouble and not that of single issues.</summary>
    private const int MostUnread = 8;

    /// <param name="atOnce">How many one request takes at first.</param>
    /// <param name="ask">Asks for some; throws where the request as a whole fails.</param>
    public async Task<JiraFound> AskAsync(IEnumerable<string> ids, int atOnce, Func<IReadOnlyList<string>, Task<JiraFound>> ask, CancellationToken cancellationToken)
    {
        var (found, unread, looked) = (JiraFound.None, 0, false);
        var waiting = new Stack<IReadOnlyList<string>>(ids.Chunk(atOnce).Reverse());
        while (waiting.TryPop(out var some))
        {
            try
            {
                found = found.With(await ask(some));
            }
            catch (TrackerException e) when (IsOfSome(e))
            {
                if (!looked)
                    await project.RequireAsync(cancellationToken);
                looked = true;
                if (some.Count == 1 && ++unread > MostUnread)
                    throw;
                if (some.Count == 1)
                    found = found.With(new JiraFound([], [new UnreadIssue(some[0], $"Issue {some[0]} cannot be read: {e.Message}")]));
                else
                {
                    waiting.Push([.. some.Skip(some.Count / 2)]);
                    waiting.Push([.. some.Take(some.Count / 2)]);
                }
            }
        }
        return found;
    }

    /// <summary>A refusal or trouble that may come from what was asked; a token or a limit concerns everything.</summary>
    private static bool IsOfSome(TrackerException e) => e.Until is null && e.Fault is TrackerFault.Unavailable or TrackerFault.NotFound or TrackerFault.Forbidden;
}
