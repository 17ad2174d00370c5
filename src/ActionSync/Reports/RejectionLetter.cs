using System.Globalization;
using System.Text;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Policy;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reports;

/// <summary>What the author of a rejected document reads: each document with its problems, and what to do.</summary>
internal sealed class RejectionLetter(RejectedFolder folder, RemindingOptions reminding, EmailOptions email, LedgerOptions ledger, TimeProvider clock)
{
    private const int MostNamed = 2;
    private const int MostLines = 60;

    private readonly ReminderCalendar _calendar = new(reminding);

    public async Task<EmailMessage> WriteAsync(RejectionMail mail, IReadOnlyList<Rejection> rejections, CancellationToken cancellationToken)
    {
        var day = mail.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = await TextAsync(rejections, cancellationToken);
        var subject = Subject(rejections);
        return new([new MailReader(mail.Person, mail.Person)], subject, text, PreformattedHtml.Of(subject, text),
            MailMessageId.Of(email.From, $"rejected-{day}", 1, ledger.Namespace, mail.Person, rejections.Select(rejection => rejection.List)),
            clock.GetUtcNow(), $"{EmailChannel.FileName($"{day}-rejected", mail.Person)}.eml");
    }

    private static string Subject(IReadOnlyList<Rejection> rejections)
    {
        var names = string.Join(", ", rejections.Take(MostNamed).Select(rejection => TextProfile.Mail.Line(rejection.Name, TextProfile.NameLimit)));
        var more = rejections.Count > MostNamed ? $" and {rejections.Count - MostNamed} more" : "";
        return $"{"document".ToQuantity(rejections.Count)} rejected: {names}{more}";
    }

    private async Task<string> TextAsync(IReadOnlyList<Rejection> rejections, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.Append(rejections.Count == 1
            ? "This document was not taken in. Correct it, and hand it in again under the same name.\n"
            : "These documents were not taken in. Correct each, and hand it in again under the same name.\n");
        foreach (var rejection in rejections)
        {
            var day = _calendar.DayOf(rejection.RejectedAt).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            text.Append('\n').Append(TextProfile.Mail.Line(rejection.Name, TextProfile.NameLimit)).Append($", {day}\n\n");
            var lines = (await folder.ReadAsync(rejection.List, cancellationToken) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines.Take(MostLines))
                text.Append(TextProfile.Terminal.Line(line)).Append('\n');
            if (lines.Length > MostLines)
                text.Append($"... and {"line".ToQuantity(lines.Length - MostLines)} more\n");
        }
        return text.ToString();
    }
}
