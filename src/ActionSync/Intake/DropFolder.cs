using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>The drop folder at one moment.</summary>
/// <param name="Ready">The files that have settled, oldest first, then by name.</param>
/// <param name="Settling">Files that still change, or changed a moment ago.</param>
/// <param name="Left">What is not taken in, and why.</param>
internal sealed record InboxView(IReadOnlyList<DroppedFile> Ready, IReadOnlyList<DroppedFile> Settling, IReadOnlyList<LeftEntry> Left);

/// <summary>
/// The folder that people and tools drop documents into. A listing is what counts; a file is ready once two looks, at least
/// <see cref="IntakeOptions.Settle"/> apart, saw the same size and time. How far apart they are is measured, whatever time the file itself tells.
/// </summary>
internal sealed class DropFolder
{
    /// <summary>A file that has changed for this many settling times is one that keeps changing; <c>once</c> has given it up by then.</summary>
    private const int KeepsChanging = 20;

    private readonly Dictionary<string, (DroppedFile File, long Since, long FirstSeen)> _looks = [];
    private readonly Dictionary<string, (DroppedFile File, long Since, TimeSpan For)> _unfinished = [];
    private readonly IntakeOptions _options;
    private readonly TimeProvider _clock;

    public DropFolder(IntakeOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        FullPath = Path.GetFullPath(options.Folder);
        Access = new TimedAccess(FullPath, clock);
    }

    public string FullPath { get; }

    /// <summary>Every look into this folder goes through here, and ends.</summary>
    public TimedAccess Access { get; }

    /// <summary>What the last look found, for whoever asks how intake is doing.</summary>
    public InboxView Latest { get; private set; } = new([], [], []);

    /// <summary>The unfinished documents that are waited for, by name.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            lock (_unfinished)
                return [.. _unfinished.Keys.Select(NameOf).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The file lies in this folder, or in one below it.</summary>
    public bool Holds(string path) => NameOf(path) is var name && Path.GetFullPath(path) == Path.GetFullPath(Path.Combine(FullPath, name));

    /// <summary>A file's path relative to this folder, with <c>/</c> between folders; the name alone of one that lies elsewhere.</summary>
    public string NameOf(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.TrimEndingDirectorySeparator(FullPath) + Path.DirectorySeparatorChar;
        return full.StartsWith(folder, StringComparison.Ordinal)
            ? full[folder.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : Path.GetFileName(full);
    }

    public async Task<InboxView> LookAsync(CancellationToken cancellationToken)
    {
        var listing = await Access.RunAsync(() =>
        {
            FileRights.MakeSharedFolder(FullPath);
            return InboxListing.Of(FullPath, _options);
        }, cancellationToken);
        var (now, moment) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        var (ready, settling, left) = (new List<DroppedFile>(), new List<DroppedFile>(), listing.Left.ToList());
        foreach (var file in listing.Files)
        {
            if (!_looks.TryGetValue(file.Path, out var look) || look.File != file)
                _looks[file.Path] = look = (file, moment, look.File is null ? moment : look.FirstSeen);
            // A file that has not been touched for a while when first seen was settled before.
            var isSettled = _clock.GetElapsedTime(look.Since, moment) >= _options.Settle || now - file.ModifiedAt >= _options.Settle * 5;
            (isSettled && !IsWaitedFor(file, moment) ? ready : settling).Add(file);
            if (!isSettled && _clock.GetElapsedTime(look.FirstSeen, moment) >= _options.Settle * KeepsChanging)
                left.Add(new LeftEntry(NameOf(file.Path),
                    $"keeps changing. It is taken in once nobody has written it for {_options.Settle} (Intake:Settle).", MayBeDocument: true));
        }
        Forget(listing.Files);
        return Latest = new InboxView([.. ready.OrderBy(f => f.ModifiedAt).ThenBy(f => f.Path, StringComparer.Ordinal)], settling, left);
    }

    /// <summary>Leaves an unfinished document alone until it changes or the time is over.</summary>
    public void WaitFor(DroppedFile file, TimeSpan time)
    {
        lock (_unfinished)
            _unfinished[file.Path] = (file, _clock.GetTimestamp(), time);
    }

    /// <summary>
    /// False where what lies at a path is not the file that was listed, but something that somebody put in its place since: a document of its own.
    /// </summary>
    public static bool IsUntouched(DroppedFile file, string path) =>
        (file.IsLink ? FileFacts.Behind(path) : FileFacts.At(path)) is { Kind: FileKind.Regular } now && now.Size == file.Size
            && now.ModifiedAt == file.ModifiedAt;

    private bool IsWaitedFor(DroppedFile file, long moment)
    {
        lock (_unfinished)
            return _unfinished.TryGetValue(file.Path, out var wait) && wait.File == file && _clock.GetElapsedTime(wait.Since, moment) < wait.For;
    }

    private void Forget(IReadOnlyList<DroppedFile> files)
    {
        var there = files.ToDictionary(file => file.Path);
        foreach (var gone in _looks.Keys.Where(path => !there.ContainsKey(path)).ToList())
            _looks.Remove(gone);
        lock (_unfinished)
        {
            foreach (var over in _unfinished.Where(wait => there.GetValueOrDefault(wait.Key) != wait.Value.File).Select(wait => wait.Key).ToList())
                _unfinished.Remove(over);
        }
    }
}
