using System.Text.Json.Nodes;
using ActionSync.Items;

namespace ActionSync.Trackers.GitHub;

/// <summary>The organisation's issue fields for deadline and priority, where it has them: names resolved to ids.</summary>
internal sealed record GitHubFieldSet(GitHubFieldDto? Deadline, GitHubFieldDto? Priority)
{
    public static GitHubFieldSet Of(IReadOnlyList<GitHubFieldDto> fields, GitHubTrackerOptions options) =>
        new(Find(fields, options.DeadlineField, "date"), Find(fields, options.PriorityField, "single_select"));

    /// <summary>What to send for these values; options that the organisation does not have are left out.</summary>
    public IReadOnlyList<GitHubFieldWish> Wishes(Priority? priority, DateOnly? deadline)
    {
        var wishes = new List<GitHubFieldWish>();
        if (Deadline is not null && deadline is { } due)
            wishes.Add(new GitHubFieldWish(Deadline.Id, Deadline.Name, Items.Deadline.On(due).ToWord()));
        if (Priority is not null && priority is { } urgency && Offers(urgency))
            wishes.Add(new GitHubFieldWish(Priority.Id, Priority.Name, GitHubWords.Option(urgency)));
        return wishes;
    }

    public bool Offers(Priority priority) => Priority?.Options?.Any(option => option.Name.Equals(GitHubWords.Option(priority), StringComparison.OrdinalIgnoreCase)) ?? false;

    private static GitHubFieldDto? Find(IReadOnlyList<GitHubFieldDto> fields, string name, string type) =>
        fields.FirstOrDefault(field => field.DataType == type && field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A value that a field should have.</summary>
internal sealed record GitHubFieldWish(long Id, string Name, string Value)
{
    public bool IsGranted(IReadOnlyList<GitHubFieldValueDto>? values) =>
        values?.Any(v => v.IssueFieldId == Id && Value.Equals(v.Text, StringComparison.OrdinalIgnoreCase)) ?? false;

    public static JsonArray Json(IEnumerable<GitHubFieldWish> wishes) =>
        new([.. wishes.Select(wish => new JsonObject { ["field_id"] = wish.Id, ["value"] = wish.Value })]);
}
