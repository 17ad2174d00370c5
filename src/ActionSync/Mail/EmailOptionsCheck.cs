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
        var (hasPassword, hasToken) = (check.IsSecretGiven("Password"), check.IsSecretGiven("Token"));
        var secret = hasToken ? "Token" : "Password";
        if (hasPassword && hasToken)
            findings.Add($"{key}:Token", $"is set, and {key}:Password as well; a login takes one of the two");
        if (email.User is not null && !hasPassword && !hasToken)
            findings.Add($"{key}:Password",
                $"is missing; {key}:User is {Wording.Quote(email.User)}: set Password or PasswordFile, Token or TokenFile, or no user");
        if (email.User is null && (hasPassword || hasToken))
            findings.Add($"{key}:User", $"is missing; {key}:{secret} is set, so set the user too, or no {secret.ToLowerInvariant()}");
        if (email.Host is null && email.User is not null)
            findings.Add($"{key}:Host", $"is missing; {key}:User is {Wording.Quote(email.User)}, and without a host mails become files");
        if (email is { Host: { } host, Encryption: MailTls.None, AllowInsecure: false } && (hasPassword || hasToken) && InTheClear.IsElsewhere(host))
            findings.Add(email.Tls is null ? $"{key}:StartTls" : $"{key}:Tls",
                $"is {(email.Tls is null ? "false" : "None")}, so the {secret.ToLowerInvariant()} would travel in the clear; "
                    + $"set {key}:Tls to StartTls or Implicit, or {key}:AllowInsecure to true");
        NoticeOlderKey(email, key, findings);
    }

    private static void NoticeOlderKey(EmailOptions email, string key, Findings findings)
    {
        if (email.StartTls is not { } older)
            return;
        findings.Notice($"{key}:StartTls", email.Tls is null
            ? $"is an older key; write {key}:Tls {(older ? MailTls.StartTls : MailTls.None)} instead"
            : $"is an older key and has no effect beside {key}:Tls; take it out");
    }
}
