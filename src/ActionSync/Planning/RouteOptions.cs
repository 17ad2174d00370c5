using ActionSync.Configuration.Rules;
using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>Sends the items that match to one tracker, or to none.</summary>
public sealed class RouteOptions
{
    /// <summary>Where all goes without configuration.</summary>
    public const string BuiltIn = "board";

    /// <summary>What an item must be; all that is given must match, and none given matches everything.</summary>
    public RouteConditions When { get; set; } = new();

    /// <summary>A name under <c>Trackers</c>, or <c>none</c>: such items are recorded and reported, and get no issue.</summary>
    public string Tracker { get; set; } = "";

    /// <summary>Everything matches it.</summary>
    internal bool IsOpen => When.All.All(condition => condition.Patterns.Count == 0);
}

/// <summary>For each key a glob (* and ?), case ignored, or several as a list or with commas, of which one must match. Default: anything.</summary>
public sealed class RouteConditions
{
    /// <summary>Matches <c>service</c> or any of <c>affected_services</c>.</summary>
    [ListOrText]
    public IReadOnlyList<string> Service { get; set; } = [];

    /// <summary>The incident's severity as its document writes it.</summary>
    [ListOrText]
    public IReadOnlyList<string> Severity { get; set; } = [];

    /// <summary>The item's type as its document writes it.</summary>
    [ListOrText]
    public IReadOnlyList<string> Type { get; set; } = [];

    /// <summary>Also a range: <c>P0..P1</c>.</summary>
    [ListOrText]
    public IReadOnlyList<string> Priority { get; set; } = [];

    /// <summary>The owner's address, or the text of one whose address is not known.</summary>
    [ListOrText]
    public IReadOnlyList<string> Owner { get; set; } = [];

    internal bool Takes(Priority priority) => Priority.Count == 0 || Priority.SelectMany(PriorityPattern.Of).Contains(priority);

    /// <summary>Each by its key.</summary>
    internal IEnumerable<(string Key, IReadOnlyList<string> Patterns)> All =>
        [(nameof(Service), Service), (nameof(Severity), Severity), (nameof(Type), Type), (nameof(Priority), Priority), (nameof(Owner), Owner)];
}
