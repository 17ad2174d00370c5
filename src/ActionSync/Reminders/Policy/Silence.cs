using ActionSync.Items;

namespace ActionSync.Reminders.Policy;

/// <summary>Somebody is left in peace until a day.</summary>
internal sealed record Mute(DateOnly Until, string By, string? Reason)
{
    /// <summary>The day of a mute that lasts until it is ended.</summary>
    public static readonly DateOnly Endless = DateOnly.MaxValue;

    /// <summary>What is as urgent as this or more still comes; null where nothing does.</summary>
    public Priority? StillUpTo { get; init; }

    /// <summary>As the rest of a sentence about the person.</summary>
    public string Words => $"is muted{What}{UntilWhen}{(string.IsNullOrWhiteSpace(Reason) ? "" : $" ({Reason})")}";

    /// <summary>Nothing is sent to the person about an item of this priority.</summary>
    public bool Covers(Priority priority) => StillUpTo is not { } least || priority > least;

    private string What => StillUpTo is { } least ? $" for what is less urgent than {least}" : "";

    private string UntilWhen => Until == Endless ? "" : $" until {Until:yyyy-MM-dd}";
}

/// <summary>To whom nothing is sent, whatever their role: whoever is muted now, and whose channel is None.</summary>
/// <param name="mutes">By address in lower case.</param>
/// <param name="today">The day in the reminding time zone: a mute may have ended by then.</param>
internal sealed class Silence(IReadOnlyDictionary<string, Mute> mutes, DateOnly today)
{
    /// <summary>Why nothing is sent to the person, as the rest of a sentence about them; null where they are written to.</summary>
    public string? Of(Recipient person) =>
        MuteOf(person) is { StillUpTo: null } mute ? mute.Words
        : person.HasNoChannel ? "gets no messages"
        : null;

    /// <summary>The same for what is said of an item of this priority.</summary>
    public string? Of(Recipient person, Priority priority) => Of(person) ?? (MuteOf(person) is { } mute && mute.Covers(priority) ? mute.Words : null);

    /// <summary>Why something is not sent to the person, be it only what is less urgent; null where everything is.</summary>
    public string? OfAny(Recipient person) => Of(person, Enum.GetValues<Priority>().Max());

    private Mute? MuteOf(Recipient person) => mutes.GetValueOrDefault(person.Address) is { } mute && today < mute.Until ? mute : null;
}
