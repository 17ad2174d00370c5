namespace ActionSync.Intake;

/// <summary>
/// Hints that something may have been dropped. Events get lost under load, so only listings count; this makes them come sooner. Where the system has no
/// watch to give (a limit, a network file system) that is said once, and the rescan finds everything a little later.
/// </summary>
internal sealed partial class DropWatcher(DropFolder inbox, IntakeOptions options, ILogger<DropWatcher> logger) : IDisposable
{
    private FileSystemWatcher? _watcher;
    private bool _isToldMissing;

    /// <summary>Begins to watch, unless it does already; call it again for a folder that was not there or a system that had no watch left.</summary>
    public async Task StartAsync(Action hint, CancellationToken cancellationToken)
    {
        if (_watcher is not null)
            return;
        try
        {
            _watcher = await inbox.Access.RunAsync(() => Directory.Exists(options.Folder) ? Watch(hint) : null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (!_isToldMissing)
                Log.NotWatched(logger, options.Folder, options.Rescan, e.Message);
            _isToldMissing = true;
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private FileSystemWatcher Watch(Action hint)
    {
        var watcher = new FileSystemWatcher(options.Folder);
        try
        {
            watcher.Created += (_, _) => hint();
            watcher.Changed += (_, _) => hint();
            watcher.Renamed += (_, _) => hint();
            watcher.Error += (_, _) => hint();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information,
            Message = "The system does not tell of new files in {Folder}; they are found by the rescan every {Rescan} (Intake:Rescan). It says: {Reason}")]
        public static partial void NotWatched(ILogger logger, string folder, TimeSpan rescan, string reason);
    }
}
