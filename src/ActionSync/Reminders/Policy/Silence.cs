namespace ActionSync.Reminders.Policy;

/// <summary>Somebody is left in peace until a day.</summary>
internal sealed record Mute(DateOnly Until, string By, string? Reason);

/// <summary>To whom nothing is sent, whatever their role: whoever is muted now, and whose channel is None.</summary>
/// <param name="mutes">By address in lower case.</param>
/// <param name="today">The day in the reminding time zone: a mute may have ended by then.</param>
internal sealed class Silence(IReadOnlyDictionary<string, Mute> mutes, DateOnly today)
{
    /// <summary>Why nothing is sent to the person, as the rest of a sentence about them; null where they are written to.</summary>
    public string? Of(Recipient person) =>
        mutes.GetValueOrDefault(person.Address) is { } mute && today < mute.Until
            ? $"is muted until {mute.Until:yyyy-MM-dd}{(string.IsNullOrWhiteSpace(mute.Reason) ? "" : $" ({mute.Reason})")}"
        : person.HasNoChannel ? "gets no messages"
        : null;
}
