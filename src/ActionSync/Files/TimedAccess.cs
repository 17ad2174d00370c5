namespace ActionSync.Files;

/// <summary>
/// Reads and writes the files of one folder with an end in time. A network mount that hangs answers never, and nothing calls such a question back: it is left
/// on its thread, and until it has ended nobody asks there again, so that one hanging folder costs one thread, and a write that ends late undoes no later one.
/// </summary>
internal sealed class TimedAccess(string folder, TimeProvider clock)
{
    /// <summary>A slow disk answers in seconds; whoever says nothing for this long hangs.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>What every folder is given, by no clock that can be moved.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    private Task _last = Task.CompletedTask;

    /// <summary>Does the work on another thread, and waits for it no longer than the limit.</summary>
    /// <exception cref="IOException">The folder does not answer.</exception>
    public Task<T> RunAsync<T>(Func<T> look, CancellationToken cancellationToken) => WaitAsync(() => Task.Run(look, cancellationToken), cancellationToken);

    /// <summary>The same for what changes something, which is not left half done: whoever stops the program waits for its end, as long as for any.</summary>
    /// <exception cref="UnansweredException">It was begun, and may still be done.</exception>
    public Task<T> WriteAsync<T>(Func<Task<T>> write) => WaitAsync(() => Task.Run(write), CancellationToken.None);

    /// <inheritdoc cref="WriteAsync{T}(Func{Task{T}})"/>
    public Task WriteAsync(Func<Task> write) => WriteAsync(async () =>
    {
        await write();
        return true;
    });

    /// <inheritdoc cref="WriteAsync{T}(Func{Task{T}})"/>
    public Task<T> WriteAsync<T>(Func<T> write) => WriteAsync(() => Task.FromResult(write()));

    /// <inheritdoc cref="WriteAsync{T}(Func{Task{T}})"/>
    public Task WriteAsync(Action write) => WriteAsync(() =>
    {
        write();
        return true;
    });

    private async Task<T> WaitAsync<T>(Func<Task<T>> start, CancellationToken cancellationToken)
    {
        if (!_last.IsCompleted)
            throw new IOException(UnansweredException.Sentence(folder));
        var running = start();
        try
        {
            try
            {
                return await running.WaitAsync(Longest, clock, cancellationToken);
            }
            catch (TimeoutException) when (!running.IsFaulted)
            {
                // A clock that is moved while one waits says nothing of the folder.
                return await running.WaitAsync(Least, cancellationToken);
            }
        }
        catch (TimeoutException)
        {
            if (running.IsCompleted)
                return await running;
            _last = Task.WhenAll(_last, running.ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
            throw new UnansweredException(folder);
        }
    }
}

/// <summary>A folder did not answer in time; what was asked of it may still be done, should it answer again.</summary>
internal sealed class UnansweredException(string folder) : IOException(Sentence(folder))
{
    public static string Sentence(string folder) => $"{folder} does not answer. If it is a network folder, mount it again.";
}
