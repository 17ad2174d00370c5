using MimeKit;

namespace ActionSync.Mail;

/// <summary>Who of a mail's readers it goes to, and who is refused it and why.</summary>
internal sealed class Addressees
{
    private readonly List<Addressee> _kept = [];
    private readonly List<RefusedReader> _refused = [];

    /// <summary>Refuses at once whom no mail can be addressed to.</summary>
    public Addressees(EmailMessage mail)
    {
        foreach (var reader in mail.To.DistinctBy(reader => reader.Address))
        {
            if (Addressee.Of(reader) is { } addressee)
                _kept.Add(addressee);
            else
                _refused.Add(new RefusedReader(reader.Address, $"{reader.Address} is no address that mail can carry", IsForGood: true));
        }
    }

    public IReadOnlyList<Addressee> Kept => _kept;

    public bool NeedUtf8 => _kept.Any(addressee => addressee.Wire.NeedsUtf8);

    public void Refuse(Addressee addressee, string reason, bool isForGood)
    {
        _kept.Remove(addressee);
        _refused.Add(new RefusedReader(addressee.Reader.Address, reason, isForGood));
    }

    /// <param name="where">Where the mail is now; null for its readers' own addresses.</param>
    public SendOutcome Sent(string? where = null) =>
        new SendOutcome.Sent(where ?? string.Join(", ", _kept.Select(addressee => addressee.Reader.Address)))
        {
            Refused = _refused.Count == 0 ? [] : [.. _refused],
        };

    /// <summary>Nobody gets the mail. It is worth another try where that may help one of them.</summary>
    public SendOutcome NotSent()
    {
        var reasons = string.Join("; ", _refused.Select(refused => refused.Reason));
        return _refused.TrueForAll(refused => refused.IsForGood) ? new SendOutcome.Unreachable(reasons) : new SendOutcome.Failed(reasons);
    }
}

/// <summary>A reader, and the address as it travels.</summary>
internal sealed record Addressee(MailReader Reader, WireAddress Wire, MailboxAddress Mailbox)
{
    /// <returns>Null where no mail can be addressed so.</returns>
    public static Addressee? Of(MailReader reader)
    {
        if (WireAddress.Of(reader.Address) is not { } wire)
            return null;
        try
        {
            return new Addressee(reader, wire, MailComposer.Mailbox(reader.Name == reader.Address ? null : reader.Name, wire));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
