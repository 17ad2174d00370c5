using ActionSync.Mail;

namespace ActionSync.Reminders.Delivery;

/// <summary>Remembers, for one run, which channels are down or at their limit, so that hundreds of people do not each wait for the same time-out.</summary>
internal sealed class ChannelHealth
{
    private const int FailuresInARow = 3;

    private readonly Dictionary<string, (int Failures, string Reason)> _failing = [];
    private readonly Dictionary<string, SendOutcome.Limited> _limited = [];

    /// <summary>What would become of a message now, where that is known without asking; null where it is worth asking.</summary>
    public SendOutcome? KnownOutcome(string channel, DateTimeOffset now) =>
        _limited.GetValueOrDefault(channel) is { } limited && now < limited.Until ? limited
        : _failing.GetValueOrDefault(channel) is { Failures: >= FailuresInARow } failing
        ? new SendOutcome.Failed($"{channel} failed for others {failing.Failures} times in a row, last: {failing.Reason}")
        : null;

    public void Note(string channel, SendOutcome outcome)
    {
        switch (outcome)
        {
            case { IsOfOneIssue: true }:
                break;
            case SendOutcome.Failed failed:
                Add(channel, failed.Reason);
                break;
            case SendOutcome.Unknown unknown:
                Add(channel, unknown.Reason);
                break;
            case SendOutcome.Limited limited:
                _limited[channel] = limited;
                break;
            default:
                _failing.Remove(channel);
                break;
        }
    }

    private void Add(string channel, string reason) => _failing[channel] = (_failing.GetValueOrDefault(channel).Failures + 1, reason);
}
