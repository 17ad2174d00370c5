namespace ActionSync.Trackers.Http;

/// <summary>
/// A part of an answer that can be held against itself. What the service would never say is not believed but read again later: a broken answer must
/// not look like something that people did.
/// </summary>
internal interface IValidatedResponse
{
    /// <summary>What cannot be, as in "answered with ..."; null where nothing is wrong.</summary>
    string? Invalid();
}

/// <summary>What is the same for the answers of every service.</summary>
internal static class ResponseValidation
{
    /// <summary>The flaw of a part or of any in a list, in which nothing may be nothing.</summary>
    public static string? Invalid(object? value) => value switch
    {
        null => "an empty entry in a list",
        IValidatedResponse part => part.Invalid(),
        IEnumerable<object?> list => list.Select(Invalid).FirstOrDefault(flaw => flaw is not null),
        _ => null,
    };

    /// <summary>Within the years in which a service has existed and may still exist.</summary>
    public static bool IsMoment(DateTimeOffset? time) => time is { Year: > 1990 and < 2200 };
}
