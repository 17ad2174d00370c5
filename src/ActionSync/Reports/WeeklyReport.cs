using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reports;

/// <summary>
/// Mails the report to <c>Reminding:Report</c>, once a person and week, at the week's first slot. Call it whenever reminders are run; a week that was
/// slept through is left out. A repeat after a crash has the same Message-ID.
/// </summary>
internal sealed partial class WeeklyReport(
    LedgerDatabase database, RemindingOptions options, EmailOptions email, LedgerOptions ledger, MailReaders readers, ReportBuilder reports,
    LinkSettings links, IMailer mailer, TimeProvider clock, ILogger<WeeklyReport> logger) : IHoldsMessages
{
    private readonly ReminderCalendar _calendar = new(options);

    /// <summary>For a worker: at a slot.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        _calendar.OpenSlot(clock.GetUtcNow()) is null ? 0 : await SendDueAsync(cancellationToken);

    /// <summary>For a pass that a person or a timer starts: a mail that becomes a file disturbs nobody.</summary>
    /// <returns>How many were sent.</returns>
    public Task<int> RunOnceAsync(ReminderMode mode, CancellationToken cancellationToken) =>
        mode == ReminderMode.Now || email.Host is null ? SendDueAsync(cancellationToken) : RunAsync(cancellationToken);

    /// <summary>This week's reports that were not tried yet; a week that ends before the next slot gets none.</summary>
    public async Task<IReadOnlyList<HeldMessages>> HeldAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isHeld = email.Host is not null && options.Report.Count > 0 && _calendar.OpenSlot(now) is null;
        if (!isHeld || _calendar.NextSlot(now) is not { } slot || WeekOf(slot) != WeekOf(now))
            return [];
        var due = await DueAsync(WeekOf(now), now, cancellationToken);
        return [new HeldMessages("mail", " with the weekly report", due.Count(mail => mail.Attempts == 0), slot, _calendar.Zone)];
    }

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        if (options.Report.Count == 0)
            return 0;
        var now = clock.GetUtcNow();
        var week = WeekOf(now);
        var due = await DueAsync(week, now, cancellationToken);
        if (due.Count == 0)
            return 0;
        var report = await reports.BuildAsync(null, cancellationToken);
        var content = new WeeklyMail(report, week, links.ReportPage);
        var sent = 0;
        foreach (var mail in due)
        {
            var outcome = await SendAsync(Compose(report, content, mail), cancellationToken);
            var settled = Settle(mail, outcome);
            await SaveAsync(settled, cancellationToken);
            sent += settled.SentAt is null ? 0 : 1;
        }
        return sent;
    }

    /// <summary>What <c>doctor</c> shows: whom this week's report did not reach, and why.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var mails = await new ReportMailStore(work).OfWeekAsync(WeekOf(clock.GetUtcNow()), cancellationToken);
        return [.. mails.Where(m => m is { SentAt: null, Remark: not null })
            .Select(m => new Finding(Good: false, "weekly report", $"it did not reach {m.Person}: {m.Remark}",
                "It is tried again; mend what the reason names, or correct Reminding:Report."))];
    }

    private DateOnly WeekOf(DateTimeOffset now) => _calendar.WeekOf(_calendar.DayOf(now));

    /// <summary>What would be sent to whom, and when; nothing is sent or written.</summary>
    public async Task<WeeklyPreview> PreviewAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var slot = _calendar.OpenSlot(now) is null ? _calendar.NextSlot(now) : now;
        var week = WeekOf(slot ?? now);
        var content = new WeeklyMail(await reports.ForeseeAsync(slot ?? now, cancellationToken), week, links.ReportPage);
        await using var work = await database.ReadAsync(cancellationToken);
        var known = (await new ReportMailStore(work).OfWeekAsync(week, cancellationToken)).ToDictionary(m => m.Person);
        return new WeeklyPreview(content.Subject, content.Text(), content.Html(), email.Host is null ? Path.GetFullPath(email.Outbox) : null,
            [.. (await readers.OnAsync(_calendar.DayOf(slot ?? now), cancellationToken)).Of(options.Report).Select(Of)]);

        WeeklyRecipient Of(ReportReader reader) => reader.Silent is not null ? new(reader.Person) { Silent = reader.Silent }
            : Planned(reader.Person, known.GetValueOrDefault(reader.Person));

        WeeklyRecipient Planned(string person, ReportMail? mail) => new(person)
        {
            SentAt = mail?.SentAt,
            At = mail is { SentAt: not null } ? NextWeek(week) : slot > now ? slot : mail?.NextTryAt > now ? mail.NextTryAt : null,
            Remark = mail is { SentAt: null } ? mail.Remark : null,
        };
    }

    /// <summary>The first slot of the week after.</summary>
    private DateTimeOffset? NextWeek(DateOnly week) => _calendar.NextSlot(Deadline.On(week.AddDays(6)).EndsAt(options.TimeZone).AddTicks(-1));

    private async Task<List<ReportMail>> DueAsync(DateOnly week, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var known = (await new ReportMailStore(work).OfWeekAsync(week, cancellationToken)).ToDictionary(m => m.Person);
        return [.. (await readers.OnAsync(_calendar.DayOf(now), cancellationToken)).Of(options.Report).Where(reader => reader.Silent is null)
            .Select(reader => known.GetValueOrDefault(reader.Person) ?? new ReportMail { Week = week, Person = reader.Person })
            .Where(m => m.SentAt is null && (m.NextTryAt is null || m.NextTryAt <= now))];
    }

    /// <summary>A report that cannot be sent to one keeps nobody else's back.</summary>
    private async Task<SendOutcome> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await mailer.SendAsync(message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return MailAttempt.Fault(e);
        }
    }

    private async Task SaveAsync(ReportMail mail, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await new ReportMailStore(work).SaveAsync(mail, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private ReportMail Settle(ReportMail mail, SendOutcome outcome)
    {
        var attempt = MailAttempt.Of(outcome, mail.Attempts, clock.GetUtcNow());
        if (attempt.Remark is { } remark)
            Log.NotSent(logger, mail.Person, remark);
        return mail with { Attempts = mail.Attempts + 1, SentAt = attempt.SentAt, NextTryAt = attempt.NextTryAt, Remark = attempt.Remark };
    }

    private EmailMessage Compose(Report report, WeeklyMail content, ReportMail mail)
    {
        var week = mail.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new([new MailReader(mail.Person, mail.Person)], content.Subject, content.Text(), content.Html(),
            MailMessageId.Of(email.From, $"report-{week}", 1, ledger.Namespace, mail.Person, report.Items.Select(i => i.IncidentId).Distinct()),
            clock.GetUtcNow(), $"{EmailChannel.FileName($"{week}-report", mail.Person)}.eml");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The weekly report could not be sent to {Person}: {Reason}")]
        public static partial void NotSent(ILogger logger, string person, string reason);
    }
}

/// <summary>The next weekly report as it would be sent now.</summary>
/// <param name="Outbox">The folder that it is written to as files, in full; null where a server takes it.</param>
internal sealed record WeeklyPreview(string Subject, string Text, string Html, string? Outbox, IReadOnlyList<WeeklyRecipient> Recipients);

internal sealed record WeeklyRecipient(string Person)
{
    /// <summary>When this week's was sent; null where it was not yet.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the next one goes; null for with the next pass.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Why this week's did not reach them yet.</summary>
    public string? Remark { get; init; }

    /// <summary>Why nothing is sent to them, as the rest of a sentence; null where it is.</summary>
    public string? Silent { get; init; }
}
