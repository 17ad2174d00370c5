using System.Globalization;
using System.Text;

namespace ActionSync.Mail;

/// <summary>
/// Writes mail as an Internet message (RFC 5322, multipart/alternative): the same mail gives the same bytes. All of it is ASCII but for addresses that
/// are not, which stand in UTF-8 (RFC 6532).
/// </summary>
internal static class EmlWriter
{
    private const int LongestLine = 76;
    // RFC 2047: an encoded word has at most 75 characters, of which 12 are its frame.
    private const int EncodedWordBytes = 45;

    public static byte[] Write(EmailMessage mail, WireAddress to, string from)
    {
        var boundary = "=_" + mail.MessageId.Trim('<', '>').Split('@')[0];
        var message = new StringBuilder();
        Header(message, "Date",
            mail.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
                + mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Header(message, "From", $"ActionSync <{WireAddress.Of(from)?.Text ?? from}>");
        Header(message, "To", Mailbox(mail, to.Text));
        Header(message, "Subject", Unstructured(mail.Subject));
        Header(message, "Message-ID", mail.MessageId);
        foreach (var (name, value) in AutomaticHeaders)
            Header(message, name, value);
        Header(message, "MIME-Version", "1.0");
        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append("\r\n");
        Part(message, boundary, "text/plain", mail.Text);
        Part(message, boundary, "text/html", mail.Html);
        message.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(message.ToString());
    }

    /// <summary>Keep holiday notices and other robots from answering.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> AutomaticHeaders { get; } = [new("Auto-Submitted", "auto-generated"),
        new("X-Auto-Response-Suppress", "All")];

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Mailbox(EmailMessage mail, string address)
    {
        var name = mail.Name;
        return name == mail.Address ? $"<{address}>"
            : name.All(c => c is >= ' ' and <= '~')
            ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{address}>"
            : $"{Encoded(name)}\r\n <{address}>";
    }

    private static string Unstructured(string text) =>
        text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal) ? Folded(text) : Encoded(text);

    /// <summary>Breaks at spaces, each new line starting with the space that it was broken at.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder();
        var column = "Subject: ".Length;
        foreach (var word in text.Split(' '))
        {
            if (folded.Length > 0)
            {
                var wraps = column + 1 + word.Length > LongestLine;
                folded.Append(wraps ? "\r\n " : " ");
                column = wraps ? 1 : column + 1;
            }
            folded.Append(word);
            column += word.Length;
        }
        return folded.ToString();
    }

    private static string Encoded(string text)
    {
        var words = new List<string>();
        var chunk = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (chunk.Count + bytes.Length > EncodedWordBytes)
                Flush();
            chunk.AddRange(bytes);
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. chunk])}?=");
            chunk.Clear();
        }
    }

    private static void Part(StringBuilder message, string boundary, string type, string content)
    {
        // Plain where it can be, so that the file is readable and can be searched.
        var plain = content.All(c => c is '\n' or (>= ' ' and <= '~')) && content.Split('\n').All(l => l.Length <= 990);
        message.Append("--").Append(boundary).Append("\r\n");
        Header(message, "Content-Type", $"{type}; charset=utf-8");
        Header(message, "Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable");
        message.Append("\r\n");
        message.Append(plain ? content.Replace("\n", "\r\n", StringComparison.Ordinal) : QuotedPrintable(content));
        message.Append("\r\n");
    }

    private static string QuotedPrintable(string content)
    {
        var encoded = new StringBuilder();
        foreach (var line in content.Split('\n'))
        {
            var column = 0;
            var bytes = Encoding.UTF8.GetBytes(line);
            for (var n = 0; n < bytes.Length; n++)
            {
                var b = bytes[n];
                var literal = b is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (b == ' ' && n < bytes.Length - 1);
                var token = literal ? ((char)b).ToString() : $"={b:X2}";
                if (column + token.Length > LongestLine - 1)
                {
                    encoded.Append("=\r\n");
                    column = 0;
                }
                encoded.Append(token);
                column += token.Length;
            }
            encoded.Append("\r\n");
        }
        return encoded.ToString(0, encoded.Length - 2);
    }
}
