using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reports;

/// <summary>
/// Mails the problems of documents that were rejected from the drop folder: to <c>Intake:Report</c>, else to the commander whom a document names; one mail a
/// person and day, of what was not told before. What was rejected after a reminding hour waits for the next one. Call it whenever reminders are run; a repeat
/// after a crash has the same Message-ID.
/// </summary>
internal sealed partial class RejectionReport(
    LedgerDatabase database, RejectedFolder folder, IntakeOptions intake, RemindingOptions reminding, EmailOptions email, MailReaders readers,
    RejectionLetter letter, IMailer mailer, TimeProvider clock, ILogger<RejectionReport> logger) : IHoldsMessages
{
    private readonly ReminderCalendar _calendar = new(reminding);

    /// <summary>For a worker: at a slot.</summary>
    /// <returns>How many were sent.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => RunAsync(_calendar.OpenSlot(clock.GetUtcNow()), cancellationToken);

    /// <summary>For a pass that a person or a timer starts: mails that become files disturb nobody.</summary>
    /// <returns>How many were sent.</returns>
    public Task<int> RunOnceAsync(ReminderMode mode, CancellationToken cancellationToken) => mode == ReminderMode.Now || email.Host is null
        ? RunAsync(clock.GetUtcNow(), cancellationToken)
        : RunAsync(cancellationToken);

    /// <summary>What <c>doctor</c> shows: whom today's mail did not reach, and why.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var mails = await new RejectionMailStore(work).OfDayAsync(_calendar.DayOf(clock.GetUtcNow()), cancellationToken);
        return [.. mails.Where(mail => mail is { SentAt: null, Remark: not null })
            .Select(mail => new Finding(Good: false, "rejected documents", $"the mail about them did not reach {mail.Person}: {mail.Remark}",
                "It is tried again; mend what the reason names, or set Intake:Report."))];
    }

    /// <summary>The mails that only the hour keeps back.</summary>
    public async Task<IReadOnlyList<HeldMessages>> HeldAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (email.Host is null || await ThereAsync(cancellationToken) is not { } there)
            return [];
        var today = _calendar.DayOf(now);
        var ofDay = await readers.OnAsync(today, cancellationToken);
        await using var work = await database.ReadAsync(cancellationToken);
        var outlook = await LookAsync(work, there, now, ofDay, cancellationToken);
        if (outlook.News.Count == 0)
            return [];
        var lists = outlook.News.Select(notice => notice.List).ToHashSet();
        var people = outlook.News.Select(notice => notice.Person).Distinct().Count();
        return
        [
            new HeldMessages("mail", " about rejected documents", people, _calendar.NextSlot(now), _calendar.Zone)
            {
                Since = outlook.All.Where(rejection => lists.Contains(rejection.List)).Min(rejection => rejection.RejectedAt),
            },
        ];
    }

    private async Task<int> RunAsync(DateTimeOffset? rejectedUntil, CancellationToken cancellationToken)
    {
        if (rejectedUntil is not { } until)
            return 0;
        var sent = 0;
        foreach (var (mail, rejections) in await DueAsync(until, cancellationToken))
        {
            var settled = Settle(mail, await SendAsync(mail, rejections, cancellationToken));
            await using var work = await database.BeginAsync(cancellationToken);
            await new RejectionMailStore(work).SaveAsync(settled, cancellationToken);
            await work.CommitAsync(cancellationToken);
            sent += settled.SentAt is null ? 0 : 1;
        }
        return sent;
    }

    /// <summary>The mails that are due, each with its documents. What is to be told is committed before anything is sent.</summary>
    private async Task<IReadOnlyList<(RejectionMail Mail, IReadOnlyList<Rejection> Rejections)>> DueAsync(
        DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await ThereAsync(cancellationToken) is not { } there)
            return [];
        var (now, today) = (clock.GetUtcNow(), _calendar.DayOf(clock.GetUtcNow()));
        var ofDay = await readers.OnAsync(today, cancellationToken);
        await using var work = await database.BeginAsync(cancellationToken);
        var (rejections, mails) = (new RejectionStore(work), new RejectionMailStore(work));
        var (all, news, failed, known) = await LookAsync(work, there, until, ofDay, cancellationToken);
        // Whoever took a file away from there has seen to it.
        await rejections.ForgetAsync([.. all.Select(rejection => rejection.List).Where(list => !there.Contains(list))], cancellationToken);
        await rejections.SaveNoticesAsync(news, cancellationToken);
        foreach (var mail in failed)
            await mails.ForgetAsync(mail, cancellationToken);
        foreach (var person in news.Select(notice => notice.Person).Distinct())
            await mails.SaveAsync(known[person] = new RejectionMail { Day = today, Person = person }, cancellationToken);
        var notices = await rejections.NoticesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return
        [
            .. from mail in known.Values
               where mail.SentAt is null && (mail.NextTryAt is null || mail.NextTryAt <= now)
               let lists = notices.Where(notice => notice.Person == mail.Person && notice.Day == today).Select(notice => notice.List).ToHashSet()
               let about = all.Where(rejection => lists.Contains(rejection.List) && there.Contains(rejection.List)).ToList()
               where about.Count > 0
               select (mail, (IReadOnlyList<Rejection>)about),
        ];
    }

    private async Task<Outlook> LookAsync(
        LedgerTransaction work, IReadOnlySet<string> there, DateTimeOffset until, ReadersOfDay ofDay, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), _calendar.DayOf(clock.GetUtcNow()));
        var (rejections, mails) = (new RejectionStore(work), new RejectionMailStore(work));
        var all = await rejections.AllAsync(cancellationToken);
        // A time that lies ahead is one of a clock that was set back since.
        List<Rejection> waiting = [.. all.Where(rejection => there.Contains(rejection.List) && (rejection.RejectedAt <= until || rejection.RejectedAt > now))];
        var failed = await mails.UnsentBeforeAsync(today, cancellationToken);
        var known = (await mails.OfDayAsync(today, cancellationToken)).ToDictionary(mail => mail.Person);
        var news = RejectionNews.Of(
            waiting, rejection => ReadersOf(rejection, ofDay), await rejections.NoticesAsync(cancellationToken),
            failed.Select(mail => (mail.Day, mail.Person)).ToHashSet(),
            known.Keys.ToHashSet(), today);
        return new(all, news, failed, known);
    }

    /// <summary>The lists that lie in the folder; null where nothing is known of any rejection, or the folder cannot be looked at now.</summary>
    private async Task<IReadOnlySet<string>?> ThereAsync(CancellationToken cancellationToken)
    {
        await using (var work = await database.ReadAsync(cancellationToken))
        {
            if ((await new RejectionStore(work).AllAsync(cancellationToken)).Count == 0)
                return null;
        }
        try
        {
            return (await folder.EntriesAsync(cancellationToken)).Select(entry => entry.List).ToHashSet();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotSeen(logger, folder.FullPath, e.Message);
            return null;
        }
    }

    private IEnumerable<string> ReadersOf(Rejection rejection, ReadersOfDay ofDay) =>
        ofDay.Of(intake.Report.Count > 0 ? intake.Report : rejection.Commander is { } commander ? [commander] : [])
            .Where(reader => reader.Silent is null).Select(reader => reader.Person);

    /// <summary>A mail that cannot be sent to one keeps nobody else's back.</summary>
    private async Task<SendOutcome> SendAsync(RejectionMail mail, IReadOnlyList<Rejection> rejections, CancellationToken cancellationToken)
    {
        try
        {
            return await mailer.SendAsync(await letter.WriteAsync(mail, rejections, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendOutcome.Failed($"the problems cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return MailAttempt.Fault(e);
        }
    }

    private RejectionMail Settle(RejectionMail mail, SendOutcome outcome)
    {
        var attempt = MailAttempt.Of(outcome, mail.Attempts, clock.GetUtcNow());
        if (attempt.Remark is { } remark)
            Log.NotSent(logger, mail.Person, remark);
        else
            Log.Sent(logger, mail.Person);
        return mail with { Attempts = mail.Attempts + 1, SentAt = attempt.SentAt, NextTryAt = attempt.NextTryAt, Remark = attempt.Remark };
    }

    /// <param name="All">Every rejection that is known.</param>
    /// <param name="News">What is to be told now, and to whom.</param>
    /// <param name="Failed">Mails of earlier days that never got through.</param>
    /// <param name="Known">Today's mails, by person.</param>
    private sealed record Outlook(
        IReadOnlyList<Rejection> All, IReadOnlyList<RejectionNotice> News, IReadOnlyList<RejectionMail> Failed, Dictionary<string, RejectionMail> Known);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Told {Person} of rejected documents")]
        public static partial void Sent(ILogger logger, string person);

        [LoggerMessage(LogLevel.Warning, "Nobody is told of what lies in {Folder}, since it cannot be looked at: {Reason}")]
        public static partial void NotSeen(ILogger logger, string folder, string reason);

        [LoggerMessage(LogLevel.Warning, "The mail about rejected documents could not be sent to {Person}: {Reason}")]
        public static partial void NotSent(ILogger logger, string person, string reason);
    }
}
