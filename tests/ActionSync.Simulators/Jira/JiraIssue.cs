using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>One state of one issue; every change makes a new one.</summary>
public sealed record JiraIssue
{
    public required long Id { get; init; }
    public required string Key { get; init; }
    public required string Project { get; init; }
    public required string IssueType { get; init; }
    public required string Summary { get; init; }
    public string? Description { get; init; }
    public required JiraStatus Status { get; init; }
    public string? Resolution { get; init; }
    public string? Priority { get; init; }
    public string? DueDate { get; init; }
    public ImmutableSortedSet<string> Labels { get; init; } = [];
    public JiraUser? Assignee { get; init; }
    public required JiraUser Creator { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public DateTimeOffset? ResolutionDate { get; init; }
    public ImmutableDictionary<string, string> Custom { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Entity properties: key to JSON text.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableList<JiraComment> Comments { get; init; } = [];
    public ImmutableDictionary<string, string> RemoteLinks { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableList<JiraHistory> History { get; init; } = [];

    public int Number => int.Parse(Key.AsSpan(Key.LastIndexOf('-') + 1));

    public bool IsDone => Status.Category == "done";

    public JsonNode? Property(string key) => Properties.TryGetValue(key, out var json) ? JsonNode.Parse(json) : null;
}

/// <summary>A status: its name is in the administrator's language, its category never is.</summary>
public sealed record JiraStatus(string Id, string Name, string Category);

public sealed record JiraComment(long Id, JiraUser Author, string Body, DateTimeOffset Created);

public sealed record JiraHistory(JiraUser Author, DateTimeOffset Created, string Field, string? From, string? To);

/// <summary>An account. Cloud knows it by <paramref name="AccountId"/>, Data Center by <paramref name="Name"/>.</summary>
/// <param name="HidesEmail">Privacy settings keep the address out of every answer.</param>
public sealed record JiraUser(string AccountId, string Name, string DisplayName, string Email, bool HidesEmail = false)
{
    /// <summary>False for who has left: the account is deactivated, and still there.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Cloud: atlassian, app or customer.</summary>
    public string AccountType { get; init; } = "atlassian";
}
