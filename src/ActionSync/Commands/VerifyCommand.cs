using System.CommandLine;
using ActionSync.Ledger;
using ActionSync.Recovery;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>verify</c>: compares ledger, archive and trackers.</summary>
internal static class VerifyCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var command = new Command(
            "verify", "Compare ledger, archive and trackers, and say what differs. Nothing is written; exit code 1 where something differs.");
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, VerifyAsync));
        return command;
    }

    private static async Task<IReadOnlyList<string>> DamageAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Ledger.CheckVersionAsync(cancellationToken);
            return await context.Get<LedgerExamination>().FindAsync(thorough: true, cancellationToken);
        }
        catch (Exception e) when (LedgerDamage.IsOne(e))
        {
            return [e.GetBaseException().Message];
        }
    }

    /// <summary>That a damaged ledger has lost its incidents, too; null where it has some, or cannot even be asked.</summary>
    private static async Task<string?> LossAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (LedgerDamage.IsOfLedger(e))
        {
            return LedgerDamage.IsOne(e) ? null : e.Message;
        }
    }

    private static async Task<ExitCode> VerifyAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!await context.Ledger.IsThereAsync(cancellationToken))
        {
            await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
            throw new LedgerException(
                "There is no ledger. actionsync once makes one with the first document; actionsync rebuild makes one again from an archive and the trackers.");
        }
        if (await DamageAsync(context, cancellationToken) is { Count: > 0 } damage)
        {
            if (await LossAsync(context, cancellationToken) is { } loss)
                Terminal.Line(loss);
            foreach (var finding in damage)
                Terminal.Line(finding);
            Terminal.Line($"The ledger {context.Ledger.Where} is damaged. {LedgerException.Replacement}");
            return ExitCode.Rejected;
        }
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        var differences = await context.Get<LedgerVerification>().VerifyAsync(cancellationToken);
        foreach (var difference in differences)
            Terminal.Line(difference);
        Terminal.Line(differences.Count == 0 ? "Ledger, archive and trackers agree." : $"{"difference".ToQuantity(differences.Count)}.");
        return differences.Count == 0 ? ExitCode.Done : ExitCode.Rejected;
    }
}
