using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers.Folder;

/// <summary>A folder of Markdown files, one an issue.</summary>
public sealed class FolderOptions : TrackerOptions
{
    private const string DefaultFolder = "board";

    /// <summary>Where the files live, relative to the current directory. Default: <c>board</c> under <c>Data</c>.</summary>
    [UnderData(DefaultFolder)]
    public string Folder { get; set; } = "";

    /// <summary>Bytes; a larger file is not read, but named as a problem. Default: 1 MiB.</summary>
    [Between(64 * 1024, 1024 * 1024 * 1024)]
    public long MaxFileBytes { get; set; } = 1024 * 1024;

    public override string? Location => Path.TrimEndingDirectorySeparator(Folder);

    public override string? SharedFolder => Folder;

    public override int? MaxCreatesPerRun { get; set; }

    public override int? WritesPerMinute { get; set; }

    /// <summary>Zero: a folder's listing is consistent.</summary>
    public override TimeSpan SettleUnknown { get; set; } = TimeSpan.Zero;
}
