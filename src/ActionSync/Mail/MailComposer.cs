using System.Text;
using MimeKit;
using MimeKit.Text;

namespace ActionSync.Mail;

/// <summary>
/// Makes the Internet message (RFC 5322, multipart/alternative) that goes to a server or into a file: the same mail gives the same bytes. All of it is ASCII
/// but for addresses that are not, with which headers stand in UTF-8 (RFC 6532).
/// </summary>
internal static class MailComposer
{
    // RFC 5322: a line has at most 998 characters.
    private const int LongestLine = 998;
    private const int LongestPlainLine = 990;

    public static MimeMessage Compose(EmailMessage mail, IEnumerable<MailboxAddress> to, MailboxAddress from)
    {
        var message = new MimeMessage();
        // It begins with a date and an id of its own, and the order of headers is ours.
        message.Headers.Clear();
        message.Date = mail.Date;
        message.From.Add(from);
        message.To.AddRange(to);
        message.Subject = NoEncodedWord(mail.Subject);
        // Spelled so, not as the library does: files in outboxes are known by it.
        message.Headers.Add("Message-ID", mail.MessageId);
        // Keep holiday notices and other robots from answering.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.Unsubscribe is { } address)
        {
            message.Headers.Add(OnOneLine("List-Unsubscribe", $"<{address}>"));
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.MimeVersion = new Version(1, 0);
        message.Body = new MultipartAlternative(Part(TextFormat.Plain, mail.Text), Part(TextFormat.Html, mail.Html))
        {
            Boundary = "=_" + mail.MessageId.Trim('<', '>').Split('@')[0],
        };
        return message;
    }

    /// <summary>However long: a line is not broken between a name and the only word behind it, which some readers would not put together.</summary>
    private static Header OnOneLine(string name, string ascii)
    {
        var header = new Header(name, ascii);
        header.SetRawValue(Encoding.ASCII.GetBytes($" {ascii}\r\n"));
        return header;
    }

    /// <summary>The message as a file.</summary>
    public static byte[] Write(EmailMessage mail, Addressees to, string from)
    {
        var sender = Sender(from);
        var message = Compose(mail, to.Kept.Select(addressee => addressee.Mailbox), sender.Mailbox);
        message.Prepare(EncodingConstraint.SevenBit, LongestLine);
        using var bytes = new MemoryStream();
        message.WriteTo(Format(to.NeedUtf8 || sender.Wire.NeedsUtf8), bytes);
        return bytes.ToArray();
    }

    /// <param name="utf8">Headers may stand in UTF-8: an address goes whole or not at all.</param>
    public static FormatOptions Format(bool utf8)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = utf8;
        return format;
    }

    public static Addressee Sender(string from)
    {
        var wire = WireAddress.Of(from) ?? new WireAddress(from);
        return new Addressee(new MailReader(from, "ActionSync"), wire, Mailbox("ActionSync", wire));
    }

    /// <exception cref="FormatException">The address is none.</exception>
    public static MailboxAddress Mailbox(string? name, WireAddress address) =>
        new(Encoding.UTF8, name is null ? null : NoEncodedWord(name), address.Text);

    // What looks like an encoded word (RFC 2047) would be read as the text that it stands for; the library lets it pass as it is.
    private static string NoEncodedWord(string text) => text.Replace("=?", "=\u200b?", StringComparison.Ordinal);

    private static TextPart Part(TextFormat format, string content)
    {
        var part = new TextPart(format);
        part.SetText(Encoding.UTF8, content);
        part.ContentTransferEncoding = IsPlain(content) ? ContentEncoding.SevenBit : ContentEncoding.QuotedPrintable;
        return part;
    }

    // Plain where it can be, so that the file is readable and can be searched.
    private static bool IsPlain(string content) =>
        content.All(c => c is '\n' or (>= ' ' and <= '~')) && content.Split('\n').All(line => line.Length <= LongestPlainLine);
}
