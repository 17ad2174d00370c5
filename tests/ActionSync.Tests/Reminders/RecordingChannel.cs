using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>A channel that keeps books of what reached the reader, and can fail, lose its answer, or die in the middle; for what no socket can show.</summary>
internal sealed class RecordingChannel(string name, bool repeatsHarmlessly) : IReminderChannel
{
    public string Name => name;

    public bool RepeatsHarmlessly => repeatsHarmlessly;

    /// <summary>Nobody is disturbed by it.</summary>
    public bool WritesFiles { get; init; }

    public List<Digest> Delivered { get; } = [];

    /// <summary>What becomes of a message: asked before it is delivered. Throwing <see cref="Killed"/> is dying before it left.</summary>
    public Func<Digest, SendOutcome?> Before { get; set; } = _ => null;

    /// <summary>Asked after it was delivered. Throwing <see cref="Killed"/> is dying before anybody knows.</summary>
    public Func<Digest, SendOutcome?> After { get; set; } = _ => null;

    /// <summary>Ends the run that has this token as a kill does: nothing more is written.</summary>
    public static OperationCanceledException Killed(CancellationTokenSource run)
    {
        run.Cancel();
        return new OperationCanceledException(run.Token);
    }

    public string? Unsuited(Digest digest) => null;

    public Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Before(digest) is { } instead)
            return Task.FromResult(instead);
        Delivered.Add(digest);
        return Task.FromResult(After(digest) ?? new SendOutcome.Sent(digest.To.Address));
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(new Finding(Good: true, name, "fine"));
}
