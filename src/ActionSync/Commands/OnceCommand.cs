using System.CommandLine;
using ActionSync.Archive;
using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Planning;
using ActionSync.Recovery;
using ActionSync.Reminders;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Sync;
using ActionSync.Sync.Publishing;
using ActionSync.Sync.Refreshing;
using ActionSync.Telemetry;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary><c>once [FILE...]</c>: one pass of everything, and then the result.</summary>
internal static class OnceCommand
{
    private static readonly Argument<string[]> Files = DocumentArgument.Make(
        "Documents to take in, or folders of them; - for standard input. They are read where they are and not moved. Without any, the drop folder alone.",
        ArgumentArity.ZeroOrMore);

    private static readonly Option<string?> Name = DocumentInput.Name();

    private static readonly Option<bool> ConfirmWithdraw = new("--confirm-withdraw")
    {
        Description = "Withdraw the items whose number made them wait for a person's word; as confirm --all does."
    };

    private static readonly Option<bool> OldCollection = new("--baseline")
    {
        Description = "Take old documents in: issues that they name are followed, all else is recorded as backlog and gets no issue."
    };

    private static readonly Option<bool> ConfirmEmptied = new("--confirm-emptied")
    {
        Description = "Take over fields that are gone from so many issues at once that this waits for a person's word."
    };

    private static readonly Option<bool> Remind = new("--remind")
    {
        Description = "Send reminders now, whatever the hour; else only what becomes files, and what a slot called for less than Reminding:CatchUpHours ago."
    };

    private static readonly Option<bool> NoRemind = new("--no-remind") { Description = "Send no reminders." };

    private static readonly Option<bool> NewLedger = new("--new-ledger")
    {
        Description = "Begin with an empty ledger, though an archive or a board shows that there was another."
    };

    /// <summary>How many times the settling time <c>once</c> waits for files that are not ready.</summary>
    private const int SettlesWaitedFor = 15;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("once", "Take documents in, publish, read back, remind - once - and exit.") { Files, Name, OldCollection, ConfirmWithdraw,
            ConfirmEmptied, Remind, NoRemind, NewLedger };
        DocumentInput.Check(command, Files, Name);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Remind) && result.GetValue(NoRemind))
                result.AddError("--remind and --no-remind contradict each other; give one of them, or neither.");
        });
        command.SetAction((arguments, _) => CommandContext.RunAsync(arguments, config, (context, cancel) => PassAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> PassAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var telemetry = OtlpPass.Begin(
            OtlpSettings.OfProcess(), new TelemetrySource(ProgramVersion.Text, WorkerIdentity.Process), context.Get<ILoggerFactory>());
        using var held = context.TakeLock("once");
        var rerouted = await context.Get<StartupChecks>().OpenAsync(cancellationToken);
        if (!arguments.GetValue(NewLedger))
            await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        var outcome = new OnceOutcome(context.Get<StartArguments>());
        await OnceResult.TellIgnoredAsync(context, rerouted, outcome, cancellationToken);

        NewItemPolicy policy = arguments.GetValue(OldCollection) ? context.Get<Baseline>() : new NewItemLimits(context.Options.Planning);
        var files = await DocumentInput.ListAsync(context, arguments.GetValue(Files)!, arguments.GetValue(Name), cancellationToken);
        await TakeInFilesAsync(context, files, policy, outcome, cancellationToken);
        await TakeInInboxAsync(context, policy, outcome, cancellationToken);
        if (arguments.GetValue(ConfirmWithdraw))
            await context.Get<Confirmation>().ConfirmWithdrawalsAsync(CommandContext.Actor, cancellationToken);

        foreach (var plan in outcome.Plans)
            Terminal.Line(PlanText.Summary(plan));
        var emptied = arguments.GetValue(ConfirmEmptied) ? Emptied.Believe : Emptied.Doubt;
        using (var progress = new PublishProgress())
        {
            foreach (var visit in await context.Get<TrackerVisit>().VisitAllAsync(RefreshDepth.Changes, Urgency.Now, emptied, progress, cancellationToken))
                outcome.Add(visit);
        }
        if (arguments.GetValue(NoRemind))
            await context.Get<Snoozes>().RecordFromTrackersAsync(cancellationToken);
        else
            await RemindAsync(context, arguments.GetValue(Remind) ? ReminderMode.Now : ReminderMode.CatchUp, outcome, cancellationToken);
        foreach (var problem in await context.Get<ReceiptWriter>().WriteStaleAsync(cancellationToken))
            outcome.Leave(problem);
        await OnceResult.PrintAsync(context, outcome, cancellationToken);
        if (outcome.IsIdle)
        {
            var reminders = arguments.GetValue(NoRemind) ? "reminders were left out" : "no reminder is due";
            Terminal.Paragraph($"Nothing to do: nothing new lies in {context.Options.Intake.Folder}, no issue changed, and {reminders}.");
        }
        return outcome.ExitCode;
    }

    private static async Task RemindAsync(CommandContext context, ReminderMode mode, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        var summary = await context.Get<ReminderRun>().RunAsync(mode, cancellationToken);
        if (summary.Sent > 0)
        {
            outcome.Act();
            var email = context.Options.Channel<EmailOptions>();
            Terminal.Line(
                $"{"reminder".ToQuantity(summary.Sent)} sent{(summary.ByMail > 0 && email.Host is null ? $", mail as files in {email.Outbox}" : "")}");
        }
        await TellOfRejectionsAsync(context, mode, outcome, cancellationToken);
        await PostListsAsync(context, mode, outcome, cancellationToken);
        await MailReportAsync(context, mode, outcome, cancellationToken);
        if (mode == ReminderMode.CatchUp)
            await TellHeldAsync(context, outcome, cancellationToken);
        foreach (var unheard in await context.Get<ReminderRun>().UnheardAsync(cancellationToken))
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"{unheard.Subject}: {unheard.Text}"));
        if (!summary.IsClean)
            outcome.Leave($"Reminders: {Left(summary)}; actionsync remind --preview says why.");
    }

    /// <summary>That people are left in peace is no fault, so the exit code does not tell it.</summary>
    private static async Task TellHeldAsync(CommandContext context, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        var held = await HeldMessages.AllAsync(context.Get<IEnumerable<IHoldsMessages>>(), cancellationToken);
        if (HeldMessages.Sentence(held, context.Get<TimeProvider>().GetUtcNow(), TimeZoneInfo.Local) is not { } sentence)
            return;
        outcome.Act();
        Terminal.Paragraph($"{sentence}; actionsync once --remind sends now");
        if (await context.Get<MissedSlots>().FindAsync(held, cancellationToken) is { } missed)
        {
            Terminal.Message($"Reminders: {missed.What}. {missed.Advice}");
            foreach (var line in missed.Lines)
                await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"  {line}"));
        }
    }

    private static async Task PostListsAsync(CommandContext context, ReminderMode mode, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        var lists = await context.Get<GroupLists>().RunAsync(mode, cancellationToken);
        foreach (var team in lists.Sent)
            Terminal.Paragraph($"weekly list of {team} sent");
        foreach (var failed in lists.Failed)
            outcome.Leave($"Weekly list of {failed.TrimEnd('.')}. It is tried again.");
    }

    private static async Task MailReportAsync(CommandContext context, ReminderMode mode, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        if (await context.Get<WeeklyReport>().RunOnceAsync(mode, cancellationToken) is not (> 0 and var sent))
            return;
        outcome.Act();
        Terminal.Paragraph($"weekly report sent to {"reader".ToQuantity(sent)}");
    }

    private static async Task TellOfRejectionsAsync(
        CommandContext context, ReminderMode mode, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        var email = context.Options.Channel<EmailOptions>();
        if (await context.Get<RejectionReport>().RunOnceAsync(mode, cancellationToken) is not (> 0 and var sent))
            return;
        outcome.Act();
        Terminal.Line($"{sent} {(sent == 1 ? "mail" : "mails")} about rejected documents sent{(email.Host is null ? $", as files in {email.Outbox}" : "")}");
    }

    /// <summary>What is left of reminding, without the noughts.</summary>
    private static string Left(ReminderSummary summary) => string.Join(", ", new[]
    {
        (Count: summary.Failed + summary.Waiting, One: "1 failed and is tried again", Many: "failed and are tried again"),
        (Count: summary.Unknown, One: "1 perhaps delivered", Many: "perhaps delivered"),
        (Count: summary.Unreachable, One: "1 reaches nobody", Many: "reach nobody"),
    }.Where(left => left.Count > 0).Select(left => left.Count == 1 ? left.One : $"{left.Count} {left.Many}"));

    private static async Task TakeInFilesAsync(
        CommandContext context, IReadOnlyList<FileArgument> files, NewItemPolicy policy, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            try
            {
                var result = await context.Get<FileImport>().TakeInAsync(file, policy, cancellationToken);
                // Most texts of a folder are no incident, and nobody named them.
                if (result is ImportResult.Left left && file is not FileArgument.Lying { IsListed: true })
                    Terminal.Line($"{left.Source} {left.Why}");
                outcome.Add(result);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                outcome.Add(new ImportResult.Unreadable(file.Label, $"{e.Message} Mend that and take it in again."));
            }
        }
    }

    /// <summary>
    /// Files that are still being written get the time to settle, but a bounded one: whoever keeps writing, or stopped in the middle, is named, and the rest of
    /// the pass goes on.
    /// </summary>
    private static async Task TakeInInboxAsync(
        CommandContext context, NewItemPolicy policy, OnceOutcome outcome, CancellationToken cancellationToken)
    {
        var (inbox, clock, settle) = (context.Get<InboxPass>(), context.Get<TimeProvider>(), context.Options.Intake.Settle);
        var start = clock.GetTimestamp();
        while (true)
        {
            if (!await inbox.RunAsync(policy, outcome.Add, cancellationToken))
                return;
            if (clock.GetElapsedTime(start) >= settle * SettlesWaitedFor)
                break;
            await Task.Delay(settle / 2 > ShortestWait ? settle / 2 : ShortestWait, clock, cancellationToken);
        }
        var folder = context.Get<DropFolder>();
        foreach (var name in folder.Unfinished)
            outcome.Leave($"{name}: it ends too early, so perhaps somebody still writes it. It stays in {folder.FullPath}, and a later pass looks again.");
        foreach (var name in folder.Latest.Settling.Select(file => folder.NameOf(file.Path)).Except(folder.Unfinished))
            outcome.Leave($"{name}: it keeps changing. It stays in {folder.FullPath}, and a later pass looks again.");
    }
}
