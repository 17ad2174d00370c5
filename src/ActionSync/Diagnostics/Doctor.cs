using ActionSync.Files;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Reminders.Channels;
using ActionSync.Trackers;

namespace ActionSync.Diagnostics;

/// <summary>Checks everything that has to work, and says what to do where it does not. Writes nothing and sends nothing to anybody.</summary>
internal sealed class Doctor(
    ActionSyncOptions options, LedgerDoctor ledgerDoctor, LedgerDatabase ledger, RouteHoles holes, InboxSurvey inbox, TrackerSet trackers,
    ReminderChannels channels, FileRights rights, TimeProvider clock)
{
    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        // A wrong configuration has ended the program before this.
        var findings = new List<Finding> { new(true, "configuration", "is complete and free of contradictions") };
        if (holes.Find() is { } hole)
            findings.Add(new Finding(false, "routes", $"{hole}, so that it would wait without an issue.", holes.Next));
        findings.AddRange(await ledgerDoctor.CheckAsync(cancellationToken));
        findings.AddRange(await InboxAsync(cancellationToken));
        findings.AddRange(await FolderFindings.OfAsync(options.Intake, clock, cancellationToken));
        findings.AddRange(await OpenToOthers.FindAsync(options, ledger, rights, clock, cancellationToken));
        foreach (var tracker in trackers.All)
        {
            try
            {
                var (items, names) = await ledgerDoctor.ItemsOfAsync(tracker, cancellationToken);
                var named = ItemFindings.UnreadNamed(items);
                findings.AddRange((await tracker.CheckAsync(cancellationToken)).Where(f => f.Good || !named.Contains(f.Text))
                    .Select(f => f with { Subject = $"{tracker.Name}, {f.Subject}" }));
                findings.AddRange(await ItemFindings.GoneAsync(tracker, items, names, cancellationToken));
            }
            catch (TrackerException e) when (findings.Exists(finding => !finding.Good && finding.Text == e.Message))
            {
                // The check of the tracker came upon the same, and says what to do.
            }
            catch (TrackerException e)
            {
                findings.Add(new Finding(false, tracker.Name, e.Message));
            }
        }
        findings.AddRange(await channels.CheckAsync(cancellationToken));
        return findings;
    }

    /// <summary>What lies in the drop folder and is not taken in. What never was meant as a document is only mentioned.</summary>
    private async Task<IReadOnlyList<Finding>> InboxAsync(CancellationToken cancellationToken)
    {
        var left = await inbox.LookAsync(cancellationToken);
        var held = await ledgerDoctor.WaitingAsync(cancellationToken);
        List<Finding> findings = [.. left.Select(entry => new Finding(!entry.MayBeDocument, "inbox", entry.Sentence))];
        if (left.Count == 0 && !held.Any(document => document.IsDropped))
            findings.Add(new Finding(true, "inbox", "nothing lies there that is not taken in"));
        // That a person is asked is no fault, and the rest goes on.
        findings.AddRange(AwaitingConfirmation.Of(held).Select(waiting => new Finding(true, waiting.Subject, waiting.Text, waiting.Next)));
        return findings;
    }
}
