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
        if (email is { Host: { } host, StartTls: false, AllowInsecure: false } && hasPassword && InTheClear.IsElsewhere(host))
            findings.Add("Channels:Email:StartTls", "is false, so the password would travel in the clear; set it to true, or Channels:Email:AllowInsecure to true");
        if (channels.Slack is { Token: not null, AllowInsecure: false } slack && InTheClear.Is(slack.BaseUrl))
            findings.Add("Channels:Slack:BaseUrl", "is http, so the token would travel in the clear; use https, or set Channels:Slack:AllowInsecure to true");
        if (channels.Teams.Url is { } url && !IsTeamsUrl(url))
            findings.Add("Channels:Teams:Url", "is not right; it must be the absolute https address that the Teams workflow shows");
        else if (channels.Teams is { Url: { } address, AllowInsecure: false } && InTheClear.Is(address.Reveal()))
            findings.Add("Channels:Teams:Url", "is http, so whoever is on the way could post, too; use https, or set Channels:Teams:AllowInsecure to true");
    }

    // The query holds the signature, so this address may have one.
    private static bool IsTeamsUrl(Secret url) => HttpUrlAttribute.IsHttpUrl(url.Reveal().Split('?')[0]);
}
