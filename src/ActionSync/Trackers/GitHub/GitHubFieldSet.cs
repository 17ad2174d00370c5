using ActionSync.Items;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>The organisation's issue fields for deadline and priority, where it has them: names resolved to ids.</summary>
/// <param name="IsShown">GitHub tells which fields there are; else nobody knows what the organisation has.</param>
internal sealed record GitHubFieldSet(GitHubFieldDto? Deadline, GitHubFieldDto? Priority, bool IsShown)
{
    public static GitHubFieldSet NotShown { get; } = new(null, null, false);

    public static GitHubFieldSet Of(ListReading<GitHubFieldDto> fields, GitHubOptions options)
    {
        var set = new GitHubFieldSet(
            Find(fields.Entries, options.DeadlineField, "date"), Find(fields.Entries, options.PriorityField, "single_select"), IsShown: true);
        // The one that cannot be read may be the one that is missed.
        return set with { IsShown = fields.Unread.Count == 0 || set.Deadline is not null };
    }

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

    public bool Offers(Priority priority) =>
        Priority?.Options?.Any(option => GitHubWords.Option(priority).Equals(option.Name, StringComparison.OrdinalIgnoreCase)) ?? false;

    private static GitHubFieldDto? Find(IReadOnlyList<GitHubFieldDto> fields, string name, string type) =>
        fields.FirstOrDefault(field => field.DataType == type && field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A value that a field should have.</summary>
internal sealed record GitHubFieldWish(long Id, string Name, string Value)
{
    public bool IsGranted(IReadOnlyList<GitHubFieldValueDto?>? values) =>
        values?.Any(v => v?.Id == Id && Value.Equals(v.Text, StringComparison.OrdinalIgnoreCase)) ?? false;
}
