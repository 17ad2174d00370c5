namespace ActionSync.Documents;

/// <summary>How much a document may hold: far above what an incident needs, far below what would hurt. Lengths are in characters.</summary>
internal static class Limits
{
    public const int Depth = 64;
    public const int Incidents = 10_000;
    public const int ActionItems = 10_000;
    public const int ListEntries = 10_000;

    public const int Id = 200;
    public const int Title = 1_000;
    public const int Line = 500;
    public const int Url = 2_048;
    public const int Text = 50_000;

    /// <summary>Impact facts are shown, not kept in step: more than this is left out.</summary>
    public const int Facts = 50;
    public const int FactName = 100;
    public const int FactValue = 500;

    /// <summary>A file that is wrong throughout gets this many problems and a count of the rest.</summary>
    public const int Problems = 1_000;
}
