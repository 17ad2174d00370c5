namespace ActionSync.Setup;

/// <summary>What a new installation is to be like, as people said it.</summary>
/// <param name="Tracker">Where issues go; null for the built-in board.</param>
/// <param name="Channel">How people are reminded; null for mails as files.</param>
/// <param name="TimeZone">In which days and hours are meant.</param>
internal sealed record SetupAnswers(SetupPart? Tracker, SetupPart? Channel, string TimeZone);

/// <summary>A tracker or channel that is to be configured.</summary>
/// <param name="Kind">What the configuration calls its kind.</param>
/// <param name="Values">By key.</param>
/// <param name="Secrets">By key.</param>
internal sealed record SetupPart(string Kind, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, SetupSecret> Secrets);

/// <summary>A secret that lies in a file already, or one that is to be put into a file; one of the two is null.</summary>
internal sealed record SetupSecret(string? File, string? Value)
{
    // No record may print a secret.
    public override string ToString() => "***";
}
