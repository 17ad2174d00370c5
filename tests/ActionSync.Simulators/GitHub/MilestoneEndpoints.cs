using System.Globalization;

namespace ActionSync.Simulators.GitHub;

/// <summary>Milestones: https://docs.github.com/rest/issues/milestones</summary>
internal static class MilestoneEndpoints
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public static GitHubReply List(GitHubRequest request, GitHubRepository repository) =>
        GitHubPages.Of(request, repository, "milestones", repository.Milestones, milestone => GitHubJson.Milestone(milestone, repository, request.Url));

    public static GitHubReply Create(GitHubRequest request, GitHubRepository repository)
    {
        if (!request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        if (request.Text("title") is not { Length: > 0 } title)
            return GitHubReply.Invalid("Milestone", "title", "missing_field");
        if (repository.Milestones.Exists(m => m.Title == title))
            return GitHubReply.Invalid("Milestone", "title", "already_exists");
        DateTimeOffset? due = request.Text("due_on") is { } text ? Floor(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)) : null;
        var milestone = new GitHubMilestone(repository.Milestones.Count + 1, title, due);
        repository.Milestones.Add(milestone);
        return GitHubReply.Created(GitHubJson.Milestone(milestone, repository, request.Url));
    }

    /// <summary>The time is thrown away: what is kept is midnight in California.</summary>
    private static DateTimeOffset Floor(DateTimeOffset due)
    {
        var midnight = TimeZoneInfo.ConvertTime(due, Pacific).Date;
        return new DateTimeOffset(midnight, Pacific.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
