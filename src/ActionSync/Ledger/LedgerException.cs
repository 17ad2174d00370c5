using ActionSync.Files;

namespace ActionSync.Ledger;

/// <summary>The ledger cannot be used. The message is a sentence for people with a next step.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Waiting may help: the database is down, starting or out of reach.</summary>
    public bool IsPassing { get; private init; }

    internal static LedgerException Unreachable(string where, Exception inner) => new(
        $"The ledger's server {where} cannot be reached: {inner.Message.TrimEnd('.')}. Work waits until it can.", inner)
    {
        IsPassing = true,
    };

    internal static LedgerException NotOpen() => new("The worker has not opened its ledger yet. Try again in a moment.")
    {
        IsPassing = true,
    };

    internal static LedgerException Silent(Exception inner) => new("The ledger did not answer in time. Try again in a moment.", inner)
    {
        IsPassing = true,
    };

    /// <summary>The schema is of an older version, and this command may not change it.</summary>
    public bool NeedsUpgrade { get; private init; }

    /// <summary>What the ledger holds cannot be what was written: neither waiting nor trying again helps.</summary>
    public bool IsDamage { get; private init; }

    /// <summary>The file that was opened does not lie in its place any more.</summary>
    public bool IsGone { get; private init; }

    /// <summary>What is damaged, without the sentence around it.</summary>
    internal string? Finding { get; private init; }

    internal static LedgerException Damaged(string what, Exception? inner = null) =>
        new($"The ledger is damaged: {what.TrimEnd('.')}.", inner) { IsDamage = true, Finding = what.TrimEnd('.') };

    /// <param name="findings">The first ones are enough to know what to do.</param>
    internal static LedgerException Damaged(string where, IReadOnlyList<string> findings, Exception inner) => new(
        $"The ledger {where} is damaged: {findings[0].TrimEnd('.')}{(findings.Count > 1 ? $"; and {findings.Count - 1} more" : "")}. Nothing is done with it. {DamageRemedy}", inner)
    {
        IsDamage = true,
    };

    internal const string DamageRemedy = $"actionsync verify lists all that is damaged; {Replacement}";

    /// <summary>The remedy for who knows what is damaged.</summary>
    internal const string Replacement = "actionsync restore FILE --replace puts a backup in its place, " +
        "and actionsync rebuild --replace makes it again from the archive and the trackers.";

    internal static LedgerException Gone(string file) => new(
        $"The ledger {file} was deleted or replaced while it was open; what was known is not in its place any more. Nothing more is taken in. " +
        "Put the file back, or a backup (actionsync restore), or make it again (actionsync rebuild), and start again.")
    {
        IsGone = true,
    };

    internal static LedgerException Lost(string trace) => new(
        $"The ledger is empty, and {trace}: it was lost, or another one is meant. actionsync rebuild makes it again from the archive and the trackers, " +
        "actionsync restore FILE puts a backup back, and actionsync once --new-ledger begins anew.");

    /// <summary>Something else than a file has the ledger's name.</summary>
    internal bool IsNotAFile { get; private init; }

    internal static LedgerException NotAFile(string file, FileKind kind) => new(
        $"The ledger {file} is {FileFacts.Word(kind)}, not a file. Move it away, or name another file (Data, Ledger:ConnectionString). " +
        (kind == FileKind.Device ? "It is left alone." : "actionsync rebuild, or restore FILE, puts it aside and makes the ledger again."))
    {
        IsDamage = true,
        IsNotAFile = true,
        Finding = $"it is {FileFacts.Word(kind)}, not a file",
    };

    internal static LedgerException InUse(string file, string who) => new(
        $"The ledger {file} is in use by {who}. Stop that process, or give this one a ledger of its own (Ledger:ConnectionString). " +
        "Several workers on one ledger need PostgreSQL.");

    /// <summary>What stops a lock is nobody else's lock. Room and open files come back by themselves.</summary>
    internal static LedgerException NotLockable(
        string file, Exception why) => new($"The ledger {file} cannot be locked: {DiskFault.Of(why, $"{file}.lock")}. {Remedy(why)}", why)
        {
            IsPassing = why.HResult is DiskFault.NoSpace or DiskFault.QuotaExceeded or DiskFault.TooManyFiles or DiskFault.TooManyFilesInSystem,
        };

    private static string Remedy(Exception why) => why switch
    {
        UnauthorizedAccessException => "Give this user the right to write that folder, or set Data to one that it may write.",
        { HResult: DiskFault.ReadOnly } => "Mount it to be written, or set Data to a folder elsewhere; commands that only show work as it is.",
        { HResult: DiskFault.NoSpace or DiskFault.QuotaExceeded } => "Nothing is lost; make room and run the same command again.",
        { HResult: DiskFault.TooManyFiles or DiskFault.TooManyFilesInSystem } =>
            "Nothing is lost; close some or raise the limit (ulimit -n), and run the same command again.",
        { HResult: DiskFault.NoLocks or DiskFault.NotSupported } => "Put the ledger on a disk of this machine, or use PostgreSQL (Ledger:Provider).",
        _ => "Mend that and run the same command again.",
    };

    internal static LedgerException WrittenMeanwhile(string file) => new($"The ledger {file} was written while it was read. Run the same command again.")
    {
        IsPassing = true,
    };

    /// <summary>A tracker is configured under another name, and its service cannot say now whether that is the same place.</summary>
    internal static LedgerException PlaceNotKnown(Exception inner) => new(
        $"A tracker is configured under another name than before, and whether that is the same place cannot be asked now. {inner.Message}", inner)
    {
        IsPassing = true,
    };

    internal static LedgerException Older(string where, int found, int known) => new(
        $"The ledger {where} was written by an older version of ActionSync (schema {found}; this program's is {known}), and this command changes nothing. " +
        "actionsync once or actionsync run upgrades it.")
    {
        NeedsUpgrade = true,
    };

    internal static LedgerException Newer(string where, int found, int known) => new(
        $"The ledger {where} was written by a newer version of ActionSync (schema {found}; this program knows up to {known}). " +
        "Use that version or a later one, or point Ledger:ConnectionString at another ledger.");
}
