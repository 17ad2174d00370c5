using System.Text.Json.Nodes;

namespace ActionSync.Trackers.GitHub;

/// <summary>An issue about to be made, with what GitHub is known to take.</summary>
internal sealed record GitHubNewIssue(IssueDraft Draft, TimeZoneInfo Zone)
{
    /// <summary>Our own.</summary>
    public required string Login { get; init; }
    public string? Assignee { get; init; }

    /// <summary>Why the owner is not assigned.</summary>
    public string? Unassigned { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];
    public DeadlinePlace DeadlinePlace { get; init; } = DeadlinePlace.Body;
    public IReadOnlyList<GitHubFieldWish> Wishes { get; init; } = [];
    public int? Milestone { get; init; }
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public string Body => GitHubBody.Of(Draft, DeadlinePlace, Unassigned, Zone);

    public JsonObject Json()
    {
        var json = new JsonObject { ["title"] = GitHubWords.Title(Draft.Title), ["body"] = Body };
        if (Labels.Count > 0)
            json["labels"] = new JsonArray([.. Labels.Select(label => JsonValue.Create(label))]);
        if (Assignee is not null)
            json["assignees"] = new JsonArray(Assignee);
        if (Milestone is { } milestone)
            json["milestone"] = milestone;
        if (Wishes.Count > 0)
            json["issue_field_values"] = GitHubFieldWish.Json(Wishes);
        return json;
    }

    /// <summary>The same without a field that GitHub refused; null where there is nothing (more) to leave out.</summary>
    public GitHubNewIssue? Without(string? field, string why)
    {
        var remarks = Remarks.Append($"Created without {field}: GitHub says \"{why}\".").ToArray();
        return field switch
        {
            "assignees" when Assignee is { } login => this with { Assignee = null, Unassigned = $"GitHub does not let {login} be assigned", Remarks = remarks },
            "labels" when Labels.Count > 0 => this with { Labels = [], Remarks = remarks },
            "milestone" when Milestone is not null => this with { Milestone = null, DeadlinePlace = DeadlinePlace.Body, Remarks = remarks },
            "issue_field_values" when Wishes.Count > 0 => this with { Wishes = [], DeadlinePlace = DeadlinePlace.Body, Remarks = remarks },
            _ => null,
        };
    }
}
