using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;

namespace ActionSync.Mail;

/// <summary>The Message-ID of a mail: the same mail has the same one whenever it is sent, so that a server can drop the repeat.</summary>
internal static class MailMessageId
{
    /// <param name="what">A day or a week: what stands readable in the id.</param>
    public static string Of(string from, string what, int sequence, string ledgerNamespace, string address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{ledgerNamespace}\n{address}\n{what}\n{sequence}"));
        var domain = MailAddresses.Find(from) is { } sender && sender.All(char.IsAscii) ? sender[(sender.IndexOf('@') + 1)..] : "localhost";
        return $"<{what}.{sequence}.{Convert.ToHexStringLower(hash.AsSpan(0, 12))}@{domain}>";
    }
}
