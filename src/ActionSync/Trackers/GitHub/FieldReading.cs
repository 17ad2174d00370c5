namespace ActionSync.Trackers.GitHub;

/// <summary>What an issue shows of one field: a value, surely none, or something of which nobody can say what it is.</summary>
/// <param name="Unread">Why the value is not known, and what to do; null where it is.</param>
internal sealed record FieldReading<T>(T? Value, string? Unread)
    where T : struct
{
    /// <summary>Not known because the organisation has no such field any more.</summary>
    public bool FieldIsGone { get; init; }

    public static FieldReading<T> None { get; } = new(null, null);

    public static FieldReading<T> Of(T value) => new(value, null);

    public static FieldReading<T> Unknown(string why) => new(null, why);
}
