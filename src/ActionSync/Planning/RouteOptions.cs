namespace ActionSync.Planning;

/// <summary>Sends the items that match to one tracker.</summary>
public sealed class RouteOptions
{
    /// <summary>Where all goes without configuration.</summary>
    public const string BuiltIn = "board";

    /// <summary>Globs (* and ?), case ignored; all that are given must match, none given matches everything.</summary>
    public RouteConditions When { get; set; } = new();

    /// <summary>A name under <c>Trackers</c>.</summary>
    public string Tracker { get; set; } = "";
}

public sealed class RouteConditions
{
    /// <summary>Matches <c>service</c> or any of <c>affected_services</c>.</summary>
    public string? Service { get; set; }

    public string? Severity { get; set; }

    public string? Type { get; set; }

    public string? Priority { get; set; }

    public string? Owner { get; set; }
}
