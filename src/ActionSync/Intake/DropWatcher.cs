using ActionSync.Configuration;

namespace ActionSync.Intake;

/// <summary>Hints that something may have been dropped. Events get lost under load, so only listings count; this makes them come sooner.</summary>
internal sealed class DropWatcher : IDisposable
{
    private readonly FileSystemWatcher? _watcher;

    public DropWatcher(IntakeOptions options, Action hint)
    {
        Directory.CreateDirectory(options.Folder);
        try
        {
            _watcher = new FileSystemWatcher(options.Folder);
            _watcher.Created += (_, _) => hint();
            _watcher.Changed += (_, _) => hint();
            _watcher.Renamed += (_, _) => hint();
            _watcher.Error += (_, _) => hint();
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException)
        {
            // The system has no watch to give (a limit, a network file system): the listing finds everything, a little later.
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
