using ActionSync.Configuration.Rules;

namespace ActionSync.Intake;

/// <summary>Where documents come in.</summary>
public sealed class IntakeOptions
{
    /// <summary>The drop folder. Default: <c>inbox</c> under <c>Data</c>.</summary>
    [UnderData("inbox")]
    public string Folder { get; set; } = "";

    /// <summary>Accepted revisions and receipts, a folder an incident. Default: <c>archive</c> under <c>Data</c>.</summary>
    [UnderData("archive")]
    public string Archive { get; set; } = "";

    /// <summary>Bad documents, each beside its problems file. Default: <c>rejected</c> under <c>Data</c>.</summary>
    [UnderData("rejected")]
    public string Rejected { get; set; } = "";

    /// <summary>
    /// Documents that were uploaded on a page and wait there to be accepted, for a day at most. Workers that answer behind one address share it. Default:
    /// <c>uploads</c> under <c>Data</c>.
    /// </summary>
    [UnderData("uploads")]
    public string Uploads { get; set; } = "";

    /// <summary>How often the drop folder is listed; the watcher's events are only a hint. Default: 15 seconds.</summary>
    [SpanBetween("00:00:01", "1.00:00:00")]
    public TimeSpan Rescan { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a file's size and time must stay the same before it is read; at most <see cref="Rescan"/>. A document that ends too early is waited for
    /// 300 times as long, from its last change, before it is rejected. Default: 1 second.
    /// </summary>
    [SpanBetween("00:00:00", "1.00:00:00")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes; a larger document is rejected. Default: 10 MiB.</summary>
    [Between(1, 1024 * 1024 * 1024)]
    public long MaxFileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Leave the files of the drop folder where they are, and read the folders below it too (a folder that others own, a repository). Default: false.
    /// </summary>
    public bool KeepInPlace { get; set; }

    /// <summary>
    /// The documents, by their paths relative to the drop folder: <c>**</c> stands for any folders, <c>*</c> and <c>?</c> for any letters of a name, case is
    /// ignored. Whatever else lies there is left alone, and so is a name that starts with <c>.</c> or <c>~</c> or ends like a temporary file's. This says what
    /// is looked at; what a file holds decides how it is read. Default: the endings of all formats.
    /// </summary>
    [NotEmpty]
    public IReadOnlyList<string> Include { get; set; } = [];

    /// <summary>
    /// What is no document though <see cref="Include"/> lists it, in the same manner; a folder of which everything is ignored is not looked into.
    /// Default: hidden folders and <c>node_modules</c>.
    /// </summary>
    public IReadOnlyList<string> Ignore { get; set; } = ["**/.*/**", "**/node_modules/**"];

    /// <summary>
    /// With <see cref="KeepInPlace"/>: folders into which a link in the drop folder may lead, beside the drop folder itself and its parent. Otherwise no link
    /// is followed. Default: none.
    /// </summary>
    [FullPath]
    public IReadOnlyList<string> LinksInto { get; set; } = [];

    /// <summary>
    /// The addresses that get one mail a day with the problems of documents that were rejected from the drop folder. Default: none, so that the commander
    /// whom a document names gets it, and where that is nobody who can be reached, only the log tells.
    /// </summary>
    [Address]
    public IReadOnlyList<string> Report { get; set; } = [];

    /// <summary>How long a document that ends too early is waited for, since somebody may still write it.</summary>
    [NotAKey]
    public TimeSpan Patience => Settle * 300;

    /// <summary>The same for a folder that is read in place.</summary>
    internal IntakeOptions InPlace()
    {
        var copy = (IntakeOptions)MemberwiseClone();
        copy.KeepInPlace = true;
        return copy;
    }
}
