namespace ActionSync.Files;

/// <summary>
/// Looks at the files of one folder with an end in time. A network mount that hangs answers never, and nothing calls such a question back: it is left on its
/// thread, and until it has ended nobody asks there again, so that one hanging folder costs one thread.
/// </summary>
internal sealed class TimedAccess(string folder, TimeProvider clock)
{
    /// <summary>A slow disk answers in seconds; whoever says nothing for this long hangs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private Task _last = Task.CompletedTask;

    /// <summary>Does the work on another thread, and waits for it no longer than the limit.</summary>
    /// <exception cref="IOException">The folder does not answer.</exception>
    public async Task<T> RunAsync<T>(Func<T> look, CancellationToken cancellationToken)
    {
        if (!_last.IsCompleted)
            throw Hangs();
        var running = Task.Run(look, cancellationToken);
        try
        {
            return await running.WaitAsync(Longest, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            _last = running.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw Hangs();
        }
    }

    private IOException Hangs() => new($"{folder} does not answer. If it is a network folder, mount it again.");
}
