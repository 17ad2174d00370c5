using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ActionSync.Text;
using ActionSync.Trackers.Http;
using Octokit;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// The GitHub REST API as far as it is used: one method a call, through Octokit. Answers that concern the whole tracker (credentials, limits, outages) are
/// exceptions; what concerns one request is returned for the caller to judge.
/// </summary>
internal sealed class GitHubClient(GitHubAddresses at, GitHubCredentials credentials, GitHubSender sender, TimeProvider clock)
{
    public GitHubAddresses At => at;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is left of the hour's requests, as the latest answer told.</summary>
    public GitHubBudget? Budget => sender.Service.Budget;

    /// <summary>When the token ends, where GitHub tells.</summary>
    public string? TokenEnds => sender.Service.TokenEnds;

    /// <summary>https://docs.github.com/rest/repos/repos#get-a-repository</summary>
    public async Task<Repository> RepositoryAsync(CancellationToken cancellationToken) =>
        await FindAsync(at.Owner, at.Name, cancellationToken) ?? throw GitHubAnswers.RepositoryNotFound(at.Repository);

    /// <summary>The repository that a name leads to, by its id; null where it leads to none.</summary>
    public async Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken)
    {
        var repository = formerPath?.Split('/', 2) is [var owner, var name]
            ? await FindAsync(Uri.EscapeDataString(owner), Uri.EscapeDataString(name), cancellationToken)
            : await RepositoryAsync(cancellationToken);
        if (repository is not { Id: > 0 })
            return null;
        var server = PlainText.IsWebAddress(repository.HtmlUrl) ? new Uri(repository.HtmlUrl).GetLeftPart(UriPartial.Authority) : at.Place.Server;
        return new PlaceIdentity(server, repository.Id.ToString(CultureInfo.InvariantCulture), repository.FullName);
    }

    /// <summary>Our own login: https://docs.github.com/rest/users/users#get-the-authenticated-user</summary>
    public async Task<string> LoginAsync(CancellationToken cancellationToken) => credentials.IsApp
        ? await credentials.BotLoginAsync(cancellationToken)
        : GitHubAnswers.Good(await sender.AskAsync(api => new UsersClient(api).Current(), cancellationToken)).Content.Login;

    /// <summary>One page of issues: https://docs.github.com/rest/issues/issues#list-repository-issues</summary>
    /// <param name="page">A full address, from the list or a Link.</param>
    /// <returns>304 where the page is as the tag says.</returns>
    public async Task<Reply<ListReading<GitHubIssueDto>>> IssuesAsync(Uri page, string? tag, CancellationToken cancellationToken)
    {
        var reply = await sender.AskAsync(api => api.Get<ListReading<GitHubIssueDto>>(page), cancellationToken, tag);
        if (reply.Answer.Status != HttpStatusCode.NotModified)
            GitHubAnswers.Listed(reply.Answer, at.Repository);
        return reply;
    }

    /// <summary>All pages of issues from this one on; stop enumerating to ask no further.</summary>
    public async IAsyncEnumerable<ListReading<GitHubIssueDto>> IssuePagesAsync(Uri first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turning = Turning(first);
        for (Uri? page = first; page is not null;)
        {
            var reply = await IssuesAsync(page, null, cancellationToken);
            yield return reply.Content;
            page = NextPage(reply.Answer, turning, Numbers(reply.Content));
        }
    }

    /// <summary>What tells the issues of a page apart, those that cannot be read included.</summary>
    public static IEnumerable<long> Numbers(ListReading<GitHubIssueDto> page) =>
        page.Entries.Select(issue => (long)issue.Number).Concat(page.Unread.Select(entry => entry.Number("number") ?? 0));

    /// <summary>https://docs.github.com/rest/issues/issues#create-an-issue</summary>
    public Task<Reply<GitHubIssueDto>> CreateIssueAsync(NewIssue issue, CancellationToken cancellationToken) =>
        sender.AskAsync(api => api.Post<GitHubIssueDto>(ApiUrls.Issues(at.Owner, at.Name), issue, cancellationToken), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issues#get-an-issue</summary>
    public Task<Reply<GitHubIssueDto>> IssueAsync(string number, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(api => api.Get<GitHubIssueDto>(ApiUrls.Issue(at.Owner, at.Name, Number(number))), cancellationToken);

    /// <summary>Octokit's own update would take people's milestone away: https://docs.github.com/rest/issues/issues#update-an-issue</summary>
    public Task<Reply<GitHubIssueDto>> ChangeIssueAsync(string number, JsonObject change, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(api => api.Patch<GitHubIssueDto>(ApiUrls.Issue(at.Owner, at.Name, Number(number)), change), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/assignees#check-if-a-user-can-be-assigned</summary>
    public async Task<bool> CanBeAssignedAsync(string login, CancellationToken cancellationToken)
    {
        var reply = await sender.AskAsync(api => new AssigneesClient(api).CheckAssignee(at.Owner, at.Name, Uri.EscapeDataString(login)), cancellationToken);
        return reply.Answer.Status != HttpStatusCode.NotFound && GitHubAnswers.Good(reply).IsSuccess;
    }

    /// <summary>https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue</summary>
    public Task<Answer> AssignAsync(string number, string login, CancellationToken cancellationToken) => sender.WriteAsync(
        api => new AssigneesClient(api).AddAssignees(at.Owner, at.Name, Number(number), new AssigneesUpdate([login])), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/assignees#remove-assignees-from-an-issue</summary>
    public Task<Answer> UnassignAsync(string number, string login, CancellationToken cancellationToken) => sender.WriteAsync(
        api => new AssigneesClient(api).RemoveAssignees(at.Owner, at.Name, Number(number), new AssigneesUpdate([login])), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#list-labels-for-a-repository</summary>
    public Task<IReadOnlyList<GitHubLabelDto>> LabelsAsync(CancellationToken cancellationToken) =>
        AllAsync<GitHubLabelDto>(at.Of("labels?per_page=100"), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#create-a-label</summary>
    public async Task<Answer> CreateLabelAsync(string name, string color, CancellationToken cancellationToken)
    {
        var label = new NewLabel(name, color) { Description = "Used by ActionSync" };
        return (await sender.AskAsync(api => new IssuesLabelsClient(api).Create(at.Owner, at.Name, label), cancellationToken)).Answer;
    }

    /// <summary>https://docs.github.com/rest/issues/labels#add-labels-to-an-issue</summary>
    public Task<Answer> AddLabelAsync(string number, string name, CancellationToken cancellationToken) =>
        sender.WriteAsync(api => new IssuesLabelsClient(api).AddToIssue(at.Owner, at.Name, Number(number), [name]), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue</summary>
    public Task<Answer> RemoveLabelAsync(string number, string name, CancellationToken cancellationToken) => sender.WriteAsync(
        api => new IssuesLabelsClient(api).RemoveFromIssue(at.Owner, at.Name, Number(number), Uri.EscapeDataString(name)), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#list-milestones</summary>
    public Task<IReadOnlyList<GitHubMilestoneDto>> MilestonesAsync(CancellationToken cancellationToken) =>
        AllAsync<GitHubMilestoneDto>(at.Of("milestones?state=all&per_page=100"), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#create-a-milestone</summary>
    public Task<Reply<Milestone>> CreateMilestoneAsync(string title, DateTimeOffset dueOn, CancellationToken cancellationToken) =>
        sender.AskAsync(api => new MilestonesClient(api).Create(at.Owner, at.Name, new NewMilestone(title) { DueOn = dueOn }), cancellationToken);

    /// <summary>
    /// The organisation's issue fields, empty where it has none, null where GitHub does not say: https://docs.github.com/rest/orgs/issue-fields
    /// </summary>
    public async Task<ListReading<GitHubFieldDto>?> FieldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var page = at.Api($"orgs/{Uri.EscapeDataString(at.Owner)}/issue-fields?per_page=100");
            var reply = await sender.AskAsync(api => api.Get<ListReading<GitHubFieldDto>>(page), cancellationToken);
            if (reply.Answer.Status == HttpStatusCode.NotFound)
                return new ListReading<GitHubFieldDto>([], []);
            return reply.IsSuccess ? reply.Content : null;
        }
        catch (TrackerException refused) when (refused.Fault is TrackerFault.Forbidden or TrackerFault.Unavailable)
        {
            // Issues can be made and read without; what their fields hold is not known then.
            sender.TellFieldsNotShown(refused);
            return null;
        }
    }

    /// <summary>
    /// The values of an issue's fields; null where GitHub does not show them:
    /// https://docs.github.com/rest/issues/issue-field-values#list-issue-field-values-for-an-issue
    /// </summary>
    public async Task<IReadOnlyList<GitHubFieldValueDto>?> ShownValuesAsync(string number, CancellationToken cancellationToken)
    {
        var reply = await sender.OfIssueAsync(api => api.Get<ListReading<GitHubFieldValueDto>>(at.Issue(number, "issue-field-values")), cancellationToken);
        return reply.IsSuccess && reply.Content is { Unread.Count: 0 } values ? values.Entries : null;
    }

    /// <summary>Merges: https://docs.github.com/rest/issues/issue-field-values#add-issue-field-values-to-an-issue</summary>
    public Task<Answer> SetFieldsAsync(string number, IEnumerable<GitHubFieldWish> values, CancellationToken cancellationToken) => sender.WriteAsync(
        api => api.Post<object>(at.Issue(number, "issue-field-values"), new GitHubFieldValues(values), cancellationToken), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issue-field-values#delete-an-issue-field-value-from-an-issue</summary>
    public Task<Answer> ClearFieldAsync(string number, long field, CancellationToken cancellationToken) =>
        sender.WriteAsync(api => api.Connection.Delete(at.Issue(number, $"issue-field-values/{field}")), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/comments#list-issue-comments</summary>
    public async Task<IReadOnlyList<GitHubCommentDto>> CommentsAsync(string number, CancellationToken cancellationToken)
    {
        var first = at.Issue(number, "comments?per_page=100");
        var (all, turning) = (new List<GitHubCommentDto>(), Turning(first));
        for (Uri? page = first; page is not null;)
        {
            var asked = page;
            var reply = await sender.OfIssueAsync(api => api.Get<ListReading<GitHubCommentDto>>(asked), cancellationToken);
            var comments = GitHubAnswers.Good(reply).Content;
            if (comments.Unread is [var odd, ..])
                throw new TrackerException(TrackerFault.Unavailable, $"The comments of #{number} cannot be read: {odd.Why}. They are read again later.")
                {
                    OfOneIssue = true
                };
            all.AddRange(comments.Entries);
            page = NextPage(reply.Answer, turning, comments.Entries);
        }
        return all;
    }

    /// <summary>https://docs.github.com/rest/issues/comments#create-an-issue-comment</summary>
    public Task<Answer> CommentAsync(string number, string body, CancellationToken cancellationToken) =>
        sender.WriteAsync(api => new IssueCommentsClient(api).Create(at.Owner, at.Name, Number(number), body), cancellationToken);

    public static PageTurning Turning(Uri first) => new(GitHubAnswers.Service, first.AbsoluteUri);

    /// <summary>The address of the next page, exactly as GitHub gives it.</summary>
    /// <param name="entries">What tells the entries of this page apart.</param>
    public Uri? NextPage<T>(Answer answer, PageTurning turning, IEnumerable<T> entries)
        where T : notnull
    {
        var next = answer.Header("Link")?.Split(',').Select(link => link.Trim())
            .FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal));
        if (next is null)
            return null;
        if (next.IndexOf('>', StringComparison.Ordinal) is not (> 1 and var end) || !Uri.TryCreate(answer.Url, next[1..end], out var url))
            throw new TrackerException(TrackerFault.Unavailable,
                $"GitHub names a next page of {answer.Url.AbsolutePath} that is no address. The list is read again in the next pass.");
        if (!at.IsOurs(url))
            throw new TrackerException(TrackerFault.Unavailable, $"GitHub links to a next page on {url.Host}, where the token must not go. Check BaseUrl.");
        turning.Turn(url.AbsoluteUri, entries.Select(entry => (object)entry));
        return url;
    }

    /// <summary>All entries that can be read; those that cannot are missed by nobody who looks for one of ours.</summary>
    private async Task<IReadOnlyList<T>> AllAsync<T>(Uri first, CancellationToken cancellationToken)
        where T : class
    {
        var (all, turning) = (new List<T>(), Turning(first));
        for (Uri? page = first; page is not null;)
        {
            var asked = page;
            var reply = GitHubAnswers.Good(await sender.AskAsync(api => api.Get<ListReading<T>>(asked), cancellationToken));
            foreach (var odd in reply.Content.Unread)
                sender.TellUnread(reply.Answer, odd);
            all.AddRange(reply.Content.Entries);
            page = NextPage(reply.Answer, turning, reply.Content.Entries);
        }
        return all;
    }

    private async Task<Repository?> FindAsync(string owner, string name, CancellationToken cancellationToken)
    {
        var reply = await sender.AskAsync(api => new RepositoriesClient(api).Get(owner, name), cancellationToken);
        return reply.Answer.Status == HttpStatusCode.NotFound ? null : GitHubAnswers.Good(reply).Content;
    }

    /// <summary>What is no number is no issue's, and GitHub has none with 0.</summary>
    private static long Number(string number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var issue) ? issue : 0;
}
