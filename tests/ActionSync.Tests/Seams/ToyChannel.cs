using System.Collections.Concurrent;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Seams;

/// <summary>The keys of the toy channel.</summary>
public sealed class ToyChannelOptions
{
    /// <summary>Whoever calls must know it; without it the channel is off.</summary>
    public string? Whistle { get; set; }
}

/// <summary>A channel that keeps its messages in memory: the least that the program needs of one.</summary>
internal sealed class ToyChannel(ToyChannelOptions options) : IReminderChannel
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Digest>> Sent = new();

    public static ChannelKind Kind { get; } = new(
        "Toy", KindFactory<IReminderChannel>.Of<ToyChannelOptions>((_, options) => new ToyChannel(options)),
        options => options is ToyChannelOptions { Whistle: not null } ? ChannelUse.On : ChannelUse.Off)
    {
        Needs = nameof(ToyChannelOptions.Whistle),
    };

    /// <summary>All that was sent by a whistle.</summary>
    public static ConcurrentQueue<Digest> Heard(string whistle) => Sent.GetOrAdd(whistle, _ => []);

    public string Name => Kind.Name;

    public bool RepeatsHarmlessly => true;

    public bool WritesFiles => true;

    public string? Unsuited(Digest digest) => null;

    public Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        Heard(options.Whistle!).Enqueue(digest);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent(digest.To.Address));
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new Finding(true, Name, "can be heard"));
}
