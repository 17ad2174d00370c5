using System.Data.Common;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reports;
using ActionSync.Trackers;

namespace ActionSync.Diagnostics;

/// <summary>Whether the ledger is there, sound and writable, and what it says of items and trackers that people should know.</summary>
internal sealed class LedgerDoctor(
    LedgerDatabase ledger, LedgerExamination examination, StartupChecks startupChecks, LostLedger lost, ReminderDoctor reminders, WeeklyReport report,
    RejectionReport rejections, HeldDocuments held, ItemFindings items)
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        var isThere = false;
        try
        {
            isThere = await ledger.IsThereAsync(cancellationToken);
            if (isThere && await DamageAsync(cancellationToken) is { Count: > 0 } damage)
                return [.. await LostAsync(cancellationToken), .. damage];
            if (isThere)
                await startupChecks.LookAsync(cancellationToken);
        }
        catch (LedgerException e) when (!e.NeedsUpgrade)
        {
            return [new Finding(false, "ledger", e.Message)];
        }
        var obstacle = await ledger.WriteObstacleAsync(cancellationToken);
        var findings = new List<Finding>(await LostAsync(cancellationToken));
        if (obstacle is not null)
            findings.Insert(
                0, new(false, "ledger", $"cannot be written: {obstacle.TrimEnd('.')}.", "Until it can, nothing is taken in, published or reminded of."));
        else if (findings.Count == 0)
            findings.Add(new(true, "ledger", isThere ? "can be read and written" : "is not there yet; it is made with the first document"));
        if (!isThere)
            return findings;
        await using var work = await ledger.ReadAsync(cancellationToken);
        findings.AddRange(await reminders.CheckAsync(cancellationToken));
        findings.AddRange(await report.CheckAsync(cancellationToken));
        findings.AddRange(await rejections.CheckAsync(cancellationToken));
        findings.AddRange((await work.Trackers.AllAsync(cancellationToken)).Where(t => t.WriteProblem is not null)
            .Select(t => new Finding(false, $"{t.Name}, writing", $"fails since {t.WriteFailingSince:u}: {t.WriteProblem}",
                "The next pass tries again; what is to be written waits.")));
        findings.AddRange(await items.OfAsync(work.Items.AllAsync(), await ShortNames.LoadAsync(work, cancellationToken), cancellationToken));
        return findings;
    }

    /// <summary>The items whose issue lives in a tracker's place, and what they are called, as far as the ledger can be read.</summary>
    public async Task<(IReadOnlyList<LedgerItem> Items, ShortNames Names)> ItemsOfAsync(ITracker tracker, CancellationToken cancellationToken)
    {
        try
        {
            if (!await ledger.IsThereAsync(cancellationToken))
                return ([], ShortNames.None);
            await using var work = await ledger.ReadAsync(cancellationToken);
            return (
                await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken),
                await ShortNames.LoadAsync(work, cancellationToken));
        }
        catch (Exception e) when (e is LedgerException || LedgerDamage.IsOne(e))
        {
            // The ledger's own finding says why it cannot be read.
            return ([], ShortNames.None);
        }
    }

    /// <summary>The documents that wait for a person's word, as far as the ledger can be read.</summary>
    public async Task<IReadOnlyList<WaitingDocument>> WaitingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await held.ThereAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or LedgerException || LedgerDamage.IsOne(e))
        {
            // As above.
            return [];
        }
    }

    /// <summary>That nothing is known though there was much: nothing more is taken in until a person has said what is meant.</summary>
    private async Task<IReadOnlyList<Finding>> LostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lost.RequireNoneAsync(cancellationToken);
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            // The examination says what is damaged.
        }
        catch (LedgerException e)
        {
            return [new Finding(false, "ledger", e.Message)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The archive's own finding says why it cannot be looked at.
        }
        return [];
    }

    /// <summary>What is damaged, each with its row; only of a ledger of this version, since another has other tables.</summary>
    private async Task<IReadOnlyList<Finding>> DamageAsync(CancellationToken cancellationToken)
    {
        await ledger.CheckVersionAsync(cancellationToken);
        var damage = await examination.FindAsync(thorough: false, cancellationToken);
        return damage.Count == 0
            ? []
            : [.. damage.Select(found => new Finding(false, "ledger", $"is damaged: {found.TrimEnd('.')}.")),
                new Finding(false, "ledger", LedgerException.DamageRemedy)];
    }
}
