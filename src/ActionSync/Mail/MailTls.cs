namespace ActionSync.Mail;

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum MailTls
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>After the greeting, by STARTTLS (RFC 3207); mostly at port 587. A server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>From the first byte (RFC 8314); mostly at port 465.</summary>
    Implicit,
}
