using System.CommandLine;
using ActionSync.Configuration;
using ActionSync.Files;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminding;
using ActionSync.Reminding.Channels;
using ActionSync.Repair;
using ActionSync.Reporting;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary><c>doctor</c>: checks everything that has to work, and says what to do where it does not.</summary>
internal static class DoctorCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("doctor", "Check configuration, database, every tracker and every channel, and say what to do.");
        command.SetAction((arguments, _) => Session.ShowAsync(arguments, config, ExamineAsync));
        return command;
    }

    private static async Task<ExitCode> ExamineAsync(Session session, CancellationToken cancellationToken)
    {
        // A wrong configuration has ended the command before this.
        var findings = new List<Finding> { new(true, "configuration", "is complete and free of contradictions") };
        findings.AddRange(await LedgerAsync(session, cancellationToken));
        findings.AddRange(await InboxAsync(session, cancellationToken));
        findings.AddRange(await OpenToOthers.FindAsync(session, cancellationToken));
        foreach (var tracker in session.Get<TrackerSet>().All)
        {
            try
            {
                findings.AddRange((await tracker.CheckAsync(cancellationToken)).Select(f => f with { Subject = $"{tracker.Name}, {f.Subject}" }));
                findings.AddRange(await ItemFindings.GoneAsync(tracker, await ItemsOfAsync(session, tracker, cancellationToken), cancellationToken));
            }
            catch (TrackerException e)
            {
                findings.Add(new Finding(false, tracker.Name, e.Message));
            }
        }
        findings.AddRange(await session.Get<ReminderChannels>().CheckAsync(cancellationToken));
        foreach (var finding in findings)
            Terminal.Line($"{(finding.Good ? "ok " : "BAD")}  {finding.Subject}: {finding.Sentences}");
        return findings.TrueForAll(f => f.Good) ? ExitCode.Done : ExitCode.Rejected;
    }

    private static async Task<IReadOnlyList<Finding>> LedgerAsync(Session session, CancellationToken cancellationToken)
    {
        var isThere = false;
        try
        {
            isThere = await session.Ledger.IsThereAsync(cancellationToken);
            if (isThere && await DamageAsync(session, cancellationToken) is { Count: > 0 } damage)
                return damage;
            if (isThere)
                await session.Get<Opening>().LookAsync(cancellationToken);
        }
        catch (LedgerException e) when (!e.NeedsUpgrade)
        {
            return [new Finding(false, "ledger", e.Message)];
        }
        var obstacle = await session.Ledger.WriteObstacleAsync(cancellationToken);
        var findings = new List<Finding>
        {
            obstacle is null ? new(true, "ledger", "can be read and written")
                : new(false, "ledger", $"cannot be written: {obstacle.TrimEnd('.')}.", "Until it can, nothing is taken in, published or reminded of."),
        };
        findings.AddRange(await LostAsync(session, cancellationToken));
        if (!isThere)
            return findings;
        await using var work = await session.Ledger.ReadAsync(cancellationToken);
        findings.AddRange(await session.Get<ReminderDoctor>().CheckAsync(cancellationToken));
        findings.AddRange(await session.Get<WeeklyReport>().CheckAsync(cancellationToken));
        findings.AddRange((await work.Trackers.AllAsync(cancellationToken)).Where(t => t.WriteProblem is not null)
            .Select(t => new Finding(false, $"{t.Name}, writing", $"fails since {t.WriteFailingSince:u}: {t.WriteProblem}", "The next pass tries again; what is to be written waits.")));
        findings.AddRange(await ItemFindings.OfAsync(work.Items.AllAsync(), cancellationToken));
        return findings;
    }

    /// <summary>That nothing is known though there was much: nothing more is taken in until a person has said what is meant.</summary>
    private static async Task<IReadOnlyList<Finding>> LostAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            await session.Get<LostLedger>().RequireNoneAsync(cancellationToken);
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

    /// <summary>The items whose issue lives there, as far as the ledger can be read.</summary>
    private static async Task<IReadOnlyList<LedgerItem>> ItemsOfAsync(Session session, ITracker tracker, CancellationToken cancellationToken)
    {
        try
        {
            if (!await session.Ledger.IsThereAsync(cancellationToken))
                return [];
            await using var work = await session.Ledger.ReadAsync(cancellationToken);
            return await work.Items.InPlaceAsync(tracker.Place.Server, tracker.Place.Path, cancellationToken);
        }
        catch (LedgerException)
        {
            // The ledger's own finding says why it cannot be read.
            return [];
        }
    }

    /// <summary>What lies in the drop folder and is not taken in. What never was meant as a document is only mentioned.</summary>
    private static async Task<IReadOnlyList<Finding>> InboxAsync(Session session, CancellationToken cancellationToken)
    {
        var left = await session.Get<InboxSurvey>().LookAsync(cancellationToken);
        return left.Count == 0
            ? [new Finding(true, "inbox", "nothing lies there that is not taken in")]
            : [.. left.Select(entry => new Finding(!entry.MayBeDocument, "inbox", entry.Sentence))];
    }

    /// <summary>What is damaged, each with its row; only of a ledger of this version, since another has other tables.</summary>
    private static async Task<IReadOnlyList<Finding>> DamageAsync(Session session, CancellationToken cancellationToken)
    {
        await session.Ledger.CheckVersionAsync(cancellationToken);
        var damage = await session.Get<LedgerExamination>().FindAsync(thorough: false, cancellationToken);
        return damage.Count == 0 ? [] : [.. damage.Select(found => new Finding(false, "ledger", $"is damaged: {found.TrimEnd('.')}.")), new Finding(false, "ledger", LedgerException.DamageRemedy)];
    }
}
