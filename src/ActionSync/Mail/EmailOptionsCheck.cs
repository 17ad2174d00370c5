using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;

namespace ActionSync.Mail;

/// <summary>A mail server is configured whole, or not at all.</summary>
internal static class EmailOptionsCheck
{
    public static void Run(EmailOptions email, CheckedOptions check)
    {
        var (key, _, findings) = check;
        var hasPassword = check.IsSecretGiven("Password");
        if (email.User is not null && !hasPassword)
            findings.Add($"{key}:Password", $"is missing; {key}:User is {Wording.Quote(email.User)}: set Password or PasswordFile, or no user");
        if (email.User is null && hasPassword)
            findings.Add($"{key}:User", $"is missing; {key}:Password is set, so set the user too, or no password");
        if (email.Host is null && email.User is not null)
            findings.Add($"{key}:Host", $"is missing; {key}:User is {Wording.Quote(email.User)}, and without a host mails become files");
        if (email is { Host: { } host, StartTls: false, AllowInsecure: false } && hasPassword && InTheClear.IsElsewhere(host))
            findings.Add($"{key}:StartTls", $"is false, so the password would travel in the clear; set it to true, or {key}:AllowInsecure to true");
    }
}
