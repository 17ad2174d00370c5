using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders;

/// <param name="At">The moment that was looked at.</param>
/// <param name="SentBefore">How many messages are taken to have gone out at the slots until then, to anybody.</param>
internal sealed record ReminderPreview(DateTimeOffset At, IReadOnlyList<PreviewedDigest> Digests, IReadOnlyList<Verdict> Verdicts, int SentBefore)
{
    /// <summary>Who was asked about and is not known; null where they are, or everybody is shown.</summary>
    public Stranger? Stranger { get; init; }
}

/// <param name="Asked">Who was asked about.</param>
/// <param name="Nearest">Who was perhaps meant.</param>
internal sealed record Stranger(string Asked, string? Nearest);

/// <param name="Channel">The channel that would be tried first.</param>
/// <param name="Text">The message as its plain text reads.</param>
internal sealed record PreviewedDigest(string Person, string Channel, string Subject, string Text, IReadOnlyList<string> ItemKeys)
{
    /// <summary>The items that are mentioned below as overdue, too.</summary>
    public IReadOnlyList<string> AlsoKeys { get; init; } = [];

    public static PreviewedDigest Of(Digest digest, ReminderChannels channels)
    {
        var view = DigestView.Of(digest);
        return new(digest.To.Address, channels.For(digest, []).Select(c => c.Name).FirstOrDefault() ?? "no channel", view.Subject, TextDigest.Render(view),
            [.. digest.Entries.Select(e => e.Item.Key)])
        {
            AlsoKeys = [.. digest.AlsoOverdue.Select(e => e.Item.Key)],
        };
    }
}
