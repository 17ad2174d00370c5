namespace ActionSync.Configuration;

/// <summary>A value that no log, output, exception or file may show; it prints as ***.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value itself: only for the header or handshake that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
