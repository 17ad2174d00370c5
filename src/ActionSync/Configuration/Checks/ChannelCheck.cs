using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;

namespace ActionSync.Configuration.Checks;

/// <summary>A channel is configured whole, or not at all.</summary>
internal static class ChannelCheck
{
    public static void Run(ChannelsOptions channels, Findings findings)
    {
        var email = channels.Email;
        var hasPassword = findings.IsGiven("Channels:Email:Password") || findings.IsGiven("Channels:Email:PasswordFile");
        if (email.User is not null && !hasPassword)
            findings.Add("Channels:Email:Password", $"is missing; Channels:Email:User is {Wording.Quote(email.User)}: set Password or PasswordFile, or no user");
        if (email.User is null && hasPassword)
            findings.Add("Channels:Email:User", "is missing; Channels:Email:Password is set, so set the user too, or no password");
        if (email.Host is null && email.User is not null)
            findings.Add("Channels:Email:Host", $"is missing; Channels:Email:User is {Wording.Quote(email.User)}, and without a host mails become files");
        if (email is { Host: { } host, StartTls: false } && hasPassword && host is not ("localhost" or "127.0.0.1" or "::1"))
            findings.Notice("Channels:Email:StartTls", "is false, so the password travels in the clear");
        if (channels.Teams.Url is { } url && !IsTeamsUrl(url))
            findings.Add("Channels:Teams:Url", "is not right; it must be the absolute https address that the Teams workflow shows");
    }

    // The query holds the signature, so this address may have one.
    private static bool IsTeamsUrl(Secret url) => HttpUrlAttribute.IsHttpUrl(url.Reveal().Split('?')[0]);
}
