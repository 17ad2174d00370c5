using System.Globalization;

namespace ActionSync.Mail;

/// <summary>
/// An address as it travels: a domain outside ASCII in its xn-- form, and what stands before the @ as it is, in UTF-8 (RFC 6531, 6532); where that is
/// outside ASCII, the domain goes in its own letters, too. An address is carried whole or not at all.
/// </summary>
internal sealed record WireAddress(string Text)
{
    private const int Longest = 254;
    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>Only a server that offers SMTPUTF8 takes it.</summary>
    public bool NeedsUtf8 => !Text.All(char.IsAscii);

    /// <param name="address">As <see cref="Items.MailAddresses"/> takes them.</param>
    /// <returns>Null where no mail can be addressed so.</returns>
    public static WireAddress? Of(string address)
    {
        var at = address.LastIndexOf('@');
        try
        {
            var domain = address[(at + 1)..];
            var wire = $"{address[..at]}@{(domain.All(char.IsAscii) ? domain : Domains.GetAscii(domain))}";
            return wire.Length <= Longest ? new WireAddress(wire) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
