using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;

namespace ActionSync.Mail;

/// <summary>The Message-ID of a mail: the same mail has the same one whenever it is sent, so that a server can drop the repeat.</summary>
internal static class MailMessageId
{
    /// <param name="what">A day or a week: what stands readable in the id.</param>
    /// <param name="about">What it is about, in any order: two ledgers of one namespace write different mails to one person on one day.</param>
    public static string Of(string from, string what, int sequence, string ledgerNamespace, string address, IEnumerable<string> about)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{ledgerNamespace}\n{address}\n{what}\n{sequence}\n{string.Join('\n', about.Order(StringComparer.Ordinal))}"));
        var domain = MailAddresses.Find(from) is { } sender && sender.All(char.IsAscii) ? sender[(sender.IndexOf('@') + 1)..] : "localhost";
        return $"<{what}.{sequence}.{Convert.ToHexStringLower(hash.AsSpan(0, 12))}@{domain}>";
    }
}
