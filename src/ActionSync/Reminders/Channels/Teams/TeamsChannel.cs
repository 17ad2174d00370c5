using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>A card in Teams through a Workflows address, mentioning the reader.</summary>
internal sealed class TeamsChannel(TeamsOptions options, TeamsPost post) : IReminderChannel
{
    public string Name => TeamsKind.Name;

    public bool RepeatsHarmlessly => false;

    public bool WritesFiles => false;

    public string? Unsuited(Digest digest) => null;

    public Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        var view = DigestView.Of(digest);
        return post.SendAsync(most => TeamsDigest.Render(view, digest.To, most), cancellationToken);
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(
        Uri.TryCreate(options.Url!.Reveal(), UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? new Finding(Good: true, Name, "an address is set. Nothing can be asked there without posting: that it works shows with the first message, and that the people mentioned are notified shows in Teams alone (their address must be their sign-in name)")
            : new Finding(Good: false, Name, "Channels:Teams:Url is no web address",
                "Copy the address of the workflow \"Post to a chat when a webhook request is received\"."));
}
