namespace ActionSync.Mail;

/// <summary>A mail server that says no, is none, or is not configured as it wants to be. The message is a sentence for people and holds no secret.</summary>
/// <param name="advice">What to do.</param>
internal sealed class SmtpRefusalException(string message, string advice) : Exception(message)
{
    public string Advice { get; } = advice;
}
