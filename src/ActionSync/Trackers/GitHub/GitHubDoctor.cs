using ActionSync.Items;
using ActionSync.People;
using Humanizer;

namespace ActionSync.Trackers.GitHub;

/// <summary>What <c>doctor</c> says of a repository: what is wrong, and what to do about it.</summary>
internal sealed class GitHubDoctor(GitHubClient client, GitHubRepositoryCache cache, GitHubPoll poll, GitHubOptions options, PeopleDirectory people)
{
    private const string Switch = "Switch Issues on under Settings > General > Features, or route these items elsewhere.";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        cache.Forget();
        var findings = new List<Finding>();
        try
        {
            var login = await cache.LoginAsync(cancellationToken);
            findings.Add(new Finding(true, "token", $"GitHub knows us as {login}{(client.TokenEnds is { } ends ? $"; the token ends {ends}" : "")}"));
            var repository = await cache.RepositoryAsync(cancellationToken);
            findings.AddRange(OfRepository(repository));
            if (repository is { HasIssues: true, Archived: false })
                await DetailsAsync(findings, repository, cancellationToken);
        }
        catch (TrackerException problem)
        {
            findings.Add(Bad(problem));
        }
        if (client.Budget is { } budget)
            findings.Add(new Finding(!budget.IsLow, "requests left", $"{budget.Remaining} of {budget.Limit} until {budget.Reset:u}",
                budget.IsLow ? "Wait for the reset, or give ActionSync a token of its own." : null));
        return findings;
    }

    private IEnumerable<Finding> OfRepository(Octokit.Repository repository)
    {
        yield return repository.FullName.Equals(options.Repository, StringComparison.OrdinalIgnoreCase)
            ? new Finding(true, "repository", $"{repository.FullName} is there")
            : new Finding(false, "repository", $"{options.Repository} is now called {repository.FullName}",
                $"Set Repository to {repository.FullName}: it is followed by its id. GitHub redirects only as long as nobody takes the old name.");
        if (repository.Archived)
            yield return new Finding(false, "repository", "It is archived, so nothing can be written", "Unarchive it, or route its items elsewhere.");
        if (!repository.HasIssues)
            yield return new Finding(false, "issues", "Issues are switched off", Switch);
        if (!repository.CanPush)
        {
            yield return new Finding(false, "push access", "The token has none, so GitHub silently drops labels, assignees, milestones and fields",
                "Give the token's account the Write or Triage role, and the token access to this repository.");
        }
    }

    private async Task DetailsAsync(List<Finding> findings, Octokit.Repository repository, CancellationToken cancellationToken)
    {
        await client.IssuesAsync(client.At.Of("issues?state=all&per_page=1"), null, cancellationToken);
        findings.Add(new Finding(true, "read issues", "allowed"));
        if (!repository.CanPush)
            return;
        // Asking for our own label is a write that changes nothing where it is there already.
        var answer = await client.CreateLabelAsync(GitHubWords.OurLabel, GitHubWords.Color(GitHubWords.OurLabel), cancellationToken);
        var may = answer.IsSuccess || GitHubAnswers.Says(answer).Contains("already_exists", StringComparison.Ordinal);
        findings.Add(may
            ? new Finding(true, "write issues", $"allowed; the label {GitHubWords.OurLabel} is there")
            : new Finding(false, "write issues", GitHubAnswers.Refusal(answer), "Give the token read and write access to Issues of this repository."));
        await FieldsAsync(findings, cancellationToken);
        await PeopleAsync(findings, cancellationToken);
    }

    private async Task FieldsAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        if (options.DeadlineIn is DeadlinePlace.Body or DeadlinePlace.Milestone)
        {
            findings.Add(new Finding(true, "deadline", $"goes into the {options.DeadlineIn.ToString().ToLowerInvariant()}, as configured"));
            return;
        }
        var fields = await cache.FieldsAsync(cancellationToken);
        findings.Add(await DeadlineAsync(fields, cancellationToken));
        if (fields.Priority is null)
            return;
        var lacking = Enum.GetValues<Priority>().Where(priority => !fields.Offers(priority)).ToArray();
        findings.Add(lacking.Length == 0
            ? new Finding(true, "priority", $"goes into the issue field \"{fields.Priority.Name}\" and a label")
            : new Finding(false, "priority",
                $"The issue field \"{fields.Priority.Name}\" has no option {string.Join(", ", lacking.Select(GitHubWords.Option).Distinct())}",
                "Add the options Urgent, High, Medium and Low; until then only the label shows the priority."));
    }

    private async Task<Finding> DeadlineAsync(GitHubFieldSet fields, CancellationToken cancellationToken)
    {
        if (fields.Deadline is { } field)
            return new Finding(true, "deadline", $"goes into the issue field \"{field.Name}\"");
        var missing = fields.IsShown
            ? $"The organisation shows no date field \"{options.DeadlineField}\""
            : $"GitHub does not say whether the organisation has a date field \"{options.DeadlineField}\"";
        var astray = (await poll.CurrentAsync(cancellationToken)).Count(GitHubDeadlines.LivesInField);
        if (astray == 0 && options.DeadlineIn == DeadlinePlace.Auto)
            return new Finding(true, "deadline", $"goes into the body: {missing.Replace("The org", "the org", StringComparison.Ordinal)}");
        return new Finding(false, "deadline",
            astray == 0 ? missing : $"{missing}, and {"deadline".ToQuantity(astray)} {(astray == 1 ? "lives" : "live")} in it; what was known of them stands",
            "Add the field under the organisation's Settings > Planning > Issue fields, name the one there is in DeadlineField, let the token read the organisation's fields, or set DeadlineIn to Milestone or Body.");
    }

    private async Task PeopleAsync(List<Finding> findings, CancellationToken cancellationToken)
    {
        var logins = people.All.Where(person => !person.Left && !string.IsNullOrWhiteSpace(person.AccountOf(GitHubKind.Account))).ToArray();
        foreach (var person in logins)
        {
            if ((await cache.AssigneeAsync(person.Address, cancellationToken)).Problem is { } problem)
                findings.Add(new Finding(false, "assignee", $"{person.Address}: {problem}",
                    "Correct the login under People, or give that account access to the repository; until then their issues are unassigned."));
        }
        if (logins.Length > 0 && findings.TrueForAll(finding => finding.Subject != "assignee"))
            findings.Add(new Finding(true, "assignees", $"all people with a GitHub login ({logins.Length}) can be assigned"));
    }

    private static Finding Bad(TrackerException problem) => new(false, problem.Fault switch
    {
        TrackerFault.Unauthorised => "token",
        TrackerFault.Forbidden => "permission",
        TrackerFault.NotFound => "repository",
        TrackerFault.Limited => "limit",
        _ => "connection",
    }, problem.Message, problem.Fault switch
    {
        TrackerFault.Unauthorised => "A fine-grained one needs this repository and Issues read and write; it belongs into Token or TokenFile.",
        TrackerFault.Forbidden => "Give the token read and write access to Issues of this repository.",
        TrackerFault.NotFound => "Check Repository (owner/name), and that the token has access to it.",
        TrackerFault.Limited => "Wait; ActionSync goes on by itself.",
        _ => "Check BaseUrl (https://HOST/api/v3 for an Enterprise server) and the network.",
    });
}
