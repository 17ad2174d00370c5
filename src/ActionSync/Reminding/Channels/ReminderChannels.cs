using ActionSync.Configuration;
using ActionSync.Reminding.Policy;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>The channels that are configured, in the order in which they are tried: a mail server, Slack, Teams, comments, and the outbox folder where there is no mail server.</summary>
internal sealed class ReminderChannels(IReadOnlyList<IReminderChannel> channels)
{
    public IReadOnlyList<IReminderChannel> All => channels;

    /// <summary>The reader's own channel first, then the others; only those that this digest can go by and that were not used up.</summary>
    public IReadOnlyList<IReminderChannel> For(Digest digest, IReadOnlyCollection<string> usedUp) =>
    [
        .. channels
            .Where(c => !usedUp.Contains(c.Name) && c.Unsuited(digest) is null)
            .OrderBy(c => string.Equals(c.Name, digest.To.Channel, StringComparison.OrdinalIgnoreCase) ? 0 : 1),
    ];

    public bool RepeatsHarmlessly(string channel) => channels.FirstOrDefault(c => c.Name == channel)?.RepeatsHarmlessly ?? false;

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(channels.Select(c => CheckAsync(c, cancellationToken)));

    private static async Task<Finding> CheckAsync(IReminderChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.CheckAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new Finding(Good: false, channel.Name, $"it could not be checked: {e.GetType().Name}: {e.Message}", "This is a fault of ActionSync: please report it.");
        }
    }

    public static ReminderChannels From(ActionSyncOptions options, IHttpClientFactory http, TrackerSet trackers, PeopleDirectory people, IMailer mailer, TimeProvider clock)
    {
        var channels = new List<IReminderChannel>();
        var email = new EmailChannel(mailer, options.Ledger.Namespace, options.Channels.Email.From);
        var hasServer = !string.IsNullOrWhiteSpace(options.Channels.Email.Host);
        if (hasServer)
            channels.Add(email);
        if (options.Channels.Slack.Token is not null)
            channels.Add(new SlackChannel(options.Channels.Slack, people, http.CreateClient(ChannelNames.Slack), clock));
        if (options.Channels.Teams.Url is not null)
            channels.Add(new TeamsChannel(options.Channels.Teams, http.CreateClient(ChannelNames.Teams), clock));
        if (options.Channels.Comment.Enabled)
            channels.Add(new CommentChannel(trackers, people));
        if (!hasServer)
            channels.Add(email);
        return new ReminderChannels(channels);
    }
}
