using ActionSync.Archive;
using ActionSync.Files;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Recovery;

/// <summary>
/// Makes a lost ledger again: the archive's documents are taken in anew, in order and with nothing published; every item is given back the issue that
/// carries its marker; history comes from the receipts. It is made beside the ledger and put in its place at the end, all or nothing, so a rebuild that
/// is interrupted has done nothing. No tracker is written to.
/// </summary>
internal sealed class LedgerRebuild(
    LedgerBackup backup, IntakeOptions intake, ArchiveReader archive, IncidentReplay replay, TrackerSet trackers, PastReminders reminders, TimeProvider clock)
{
    private const int EventsWrittenAtOnce = 1_000;

    /// <param name="over">What may be replaced.</param>
    /// <param name="by">Who has it made; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it before anything is replaced.</param>
    public async Task<RebuildReport> RebuildAsync(OverwriteMode over, string by, CancellationToken cancellationToken)
    {
        var report = new RebuildReport { By = by };
        await using var temporary = new TemporaryLedger(Path.GetTempPath(), FileRights.Private, clock);
        try
        {
            await MakeAsync(temporary.Database, report, cancellationToken);
        }
        catch (TrackerException e)
        {
            throw new TrackerException(e.Fault,
                $"{e.Message} Nothing was made: every tracker has to be read for that. When it can be, run actionsync rebuild again.", e)
            {
                Until = e.Until
            };
        }
        report.PutAside = await backup.ReplaceAsync(temporary.Database, over, cancellationToken);
        return report;
    }

    /// <summary>On to the next incident with a document. A receipt alone names items, but not what was asked for them.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<ArchivedIncident> incidents)
    {
        while (await incidents.MoveNextAsync())
        {
            if (incidents.Current.Revisions.Count > 0)
                return true;
        }
        return false;
    }

    private async Task MakeAsync(SqliteDatabase database, RebuildReport report, CancellationToken cancellationToken)
    {
        var unusable = new List<string>();
        await using var incidents = archive.ReadAsync(unusable, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await NextAsync(incidents))
            throw new LedgerException($"The archive {Path.GetFullPath(intake.Archive)} holds no document, and without documents there is no ledger to make. Put the archive back, or correct Intake:Archive.");
        var shelf = await MarkerIndex.FillAsync(trackers, cancellationToken);
        await database.MigrateAsync(cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        var sentToday = new List<PastReminders.SentReminder>();
        do
        {
            await WriteAsync(incidents.Current, shelf, work, report, cancellationToken);
            sentToday.AddRange(await reminders.WriteAsync(incidents.Current, work, cancellationToken));
        }
        while (await NextAsync(incidents));
        report.Problems.InsertRange(0, unusable);
        foreach (var tracker in trackers.All)
            await RememberAsync(tracker, shelf, work, cancellationToken);
        await reminders.UseUpDigestsAsync(sentToday, work, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task WriteAsync(
        ArchivedIncident archived, MarkerIndex shelf, LedgerTransaction work, RebuildReport report, CancellationToken cancellationToken)
    {
        var replayed = replay.Replay(archived);
        foreach (var (revision, source) in replayed.Revisions)
            await work.Incidents.SaveRevisionAsync(revision, source, cancellationToken);
        foreach (var item in replayed.Items.OrderBy(i => i.Id))
            await work.Items.InsertAsync(await RecallAsync(item, archived.Receipt, shelf, report, cancellationToken), cancellationToken);
        var history = archived.Receipt is { } receipt ? receipt.History.Select(e => EventOf(archived.Id, e)) : replayed.Events;
        foreach (var events in history.Chunk(EventsWrittenAtOnce))
            await work.Events.AddAsync(events, cancellationToken);
        await work.Events.AddAsync(
            [new LedgerEvent
            {
                At = clock.GetUtcNow(),
                IncidentId = archived.Id,
                Kind = EventKind.Remark,
                Who = report.By,
                Text = "The ledger was made again from the archive and the trackers."
            }],
            cancellationToken);
        if (archived.Receipt is null)
            report.Problems.Add(
                $"{archived.Id} has no receipt in the archive: what was written and changed when, and who was reminded of what, is not known any more.");
        report.Incidents++;
    }

    private async Task<LedgerItem> RecallAsync(LedgerItem item, Receipt? receipt, MarkerIndex shelf, RebuildReport report, CancellationToken cancellationToken)
    {
        report.Items++;
        var past = receipt?.Item(item.Key);
        switch (await shelf.FindAsync(item, past, cancellationToken))
        {
            case MarkerIndex.Placement.Found(var tracker, var issue):
                report.Issues++;
                return item.WithIssue(tracker, issue, receipt, clock.GetUtcNow());
            case MarkerIndex.Placement.Lost(var tracker, var issue, var reason):
                report.Missing++;
                return item.WithoutIssue(tracker, issue, reason, receipt!);
            case MarkerIndex.Placement.Unreadable(var tracker, var issue, var why):
                report.Issues++;
                report.Problems.Add($"{item.Key}: {issue.Number} in {tracker} cannot be read; what its receipt says stands. {why}");
                return item.WithUnreadableIssue(tracker, issue, why, receipt!, clock.GetUtcNow());
            default:
                return past is { State: "unknown" } && item.PendingAction == PendingAction.Create
                    ? item.StillUnknown(past, clock.GetUtcNow())
                    : item with { Problem = item.Problem ?? past?.StuckAt };
        }
    }

    /// <summary>First contact is left open: before anything is created, the tracker is listed once more.</summary>
    private async Task RememberAsync(ITracker tracker, MarkerIndex shelf, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await work.Trackers.SaveAsync(new LedgerTracker
        {
            Name = tracker.Name,
            Server = tracker.Place.Server,
            Place = tracker.Place.Path,
            Cursor = shelf.CursorOf(tracker.Name),
            RefreshedAt = now,
            ReconciledAt = now,
        }, cancellationToken);
        await work.Trackers.SaveFoundAsync(tracker.Name, shelf.Left(tracker.Name), cancellationToken);
    }

    private static LedgerEvent EventOf(string incident, ReceiptEvent e) => new()
    {
        At = e.At,
        IncidentId = incident,
        ItemKey = e.Item,
        Kind = e.Kind,
        Who = e.Who,
        Field = e.Field,
        Old = e.From,
        New = e.To,
        Text = e.Text,
    };
}

/// <summary>What a rebuild brought back.</summary>
internal sealed class RebuildReport
{
    /// <summary>Who had it made.</summary>
    public required string By { get; init; }

    public int Incidents { get; set; }

    public int Items { get; set; }

    /// <summary>Items that have their issue again.</summary>
    public int Issues { get; set; }

    public int Missing { get; set; }

    /// <summary>Where the ledger lies now that could not be used any more; null where there was none.</summary>
    public string? PutAside { get; set; }

    /// <summary>What could not be used, each a sentence with a next step.</summary>
    public List<string> Problems { get; } = [];
}
