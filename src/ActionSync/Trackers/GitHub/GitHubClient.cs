using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// The GitHub REST API as far as it is used: one method a call. Answers that concern the whole tracker (credentials, limits, outages) are
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
    public async Task<GitHubRepositoryDto> RepositoryAsync(CancellationToken cancellationToken)
    {
        var answer = await GetAsync(at.Of(), cancellationToken);
        return answer.Status == HttpStatusCode.NotFound
            ? throw GitHubAnswers.RepositoryNotFound(at.Repository)
            : GitHubAnswers.Good(answer).Read(GitHubJsonContext.Default.GitHubRepositoryDto);
    }

    /// <summary>The repository that a name leads to, by its id; null where it leads to none.</summary>
    public async Task<PlaceIdentity?> IdentifyAsync(string? formerPath, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(formerPath is null ? at.Of() : at.Api($"repos/{formerPath}"), cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
            return formerPath is null ? throw GitHubAnswers.RepositoryNotFound(at.Repository) : null;
        var repository = GitHubAnswers.Good(answer).Read(GitHubJsonContext.Default.GitHubRepositoryDto);
        var server = PlainText.IsWebAddress(repository.HtmlUrl) ? new Uri(repository.HtmlUrl!).GetLeftPart(UriPartial.Authority) : at.Place.Server;
        return JsonWords.TextOrNumber(repository.Id) is { } id ? new PlaceIdentity(server, id, repository.FullName) : null;
    }

    /// <summary>Our own login: https://docs.github.com/rest/users/users#get-the-authenticated-user</summary>
    public async Task<string> LoginAsync(CancellationToken cancellationToken) => credentials.IsApp
        ? await credentials.BotLoginAsync(cancellationToken)
        : GitHubAnswers.Good(await GetAsync(at.Api("user"), cancellationToken)).Read(GitHubJsonContext.Default.GitHubUserDto).Login;

    /// <summary>One page of issues: https://docs.github.com/rest/issues/issues#list-repository-issues</summary>
    /// <param name="page">A full address, from the list or a Link.</param>
    /// <returns>304 where the page is as the tag says.</returns>
    public async Task<Answer> IssuesAsync(Uri page, string? tag, CancellationToken cancellationToken)
    {
        var answer = await sender.IfChangedAsync(page, tag, cancellationToken);
        return answer.Status == HttpStatusCode.NotModified ? answer : GitHubAnswers.Listed(answer, at.Repository);
    }

    /// <summary>All pages of issues from this one on; stop enumerating to ask no further.</summary>
    public async IAsyncEnumerable<ListReading<GitHubIssueDto>> IssuePagesAsync(Uri first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turning = Turning(first);
        for (Uri? page = first; page is not null;)
        {
            var answer = await IssuesAsync(page, null, cancellationToken);
            var issues = answer.Read(GitHubJsonContext.Default.ListReadingGitHubIssueDto);
            yield return issues;
            page = NextPage(answer, turning, Numbers(issues));
        }
    }

    /// <summary>What tells the issues of a page apart, those that cannot be read included.</summary>
    public static IEnumerable<long> Numbers(ListReading<GitHubIssueDto> page) =>
        page.Entries.Select(issue => (long)issue.Number).Concat(page.Unread.Select(entry => entry.Number("number") ?? 0));

    /// <summary>https://docs.github.com/rest/issues/issues#create-an-issue</summary>
    public Task<Answer> CreateIssueAsync(JsonObject issue, CancellationToken cancellationToken) =>
        sender.SendAsync(HttpMethod.Post, at.Of("issues"), issue, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issues#get-an-issue</summary>
    public Task<Answer> IssueAsync(string number, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Get, at.Issue(number), null, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issues#update-an-issue</summary>
    public Task<Answer> ChangeIssueAsync(string number, JsonObject change, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Patch, at.Issue(number), change, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/assignees#check-if-a-user-can-be-assigned</summary>
    public async Task<bool> CanBeAssignedAsync(string login, CancellationToken cancellationToken) =>
        await GetAsync(at.Of($"assignees/{Uri.EscapeDataString(login)}"), cancellationToken) is { Status: not HttpStatusCode.NotFound } answer
            && GitHubAnswers.Good(answer).IsSuccess;

    /// <summary>https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue and #remove-assignees-from-an-issue</summary>
    public Task<Answer> AssignAsync(HttpMethod method, string number, string login, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(method, at.Issue(number, "assignees"), new JsonObject { ["assignees"] = new JsonArray(login) }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#list-labels-for-a-repository</summary>
    public Task<IReadOnlyList<GitHubLabelDto>> LabelsAsync(CancellationToken cancellationToken) =>
        AllAsync(at.Of("labels?per_page=100"), GitHubJsonContext.Default.ListReadingGitHubLabelDto, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#create-a-label</summary>
    public Task<Answer> CreateLabelAsync(string name, string color, CancellationToken cancellationToken) =>
        sender.SendAsync(
            HttpMethod.Post, at.Of("labels"), new JsonObject { ["name"] = name, ["color"] = color, ["description"] = "Used by ActionSync" }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#add-labels-to-an-issue</summary>
    public Task<Answer> AddLabelAsync(string number, string name, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Post, at.Issue(number, "labels"), new JsonObject { ["labels"] = new JsonArray(name) }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue</summary>
    public Task<Answer> RemoveLabelAsync(string number, string name, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Delete, at.Issue(number, $"labels/{Uri.EscapeDataString(name)}"), null, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#list-milestones</summary>
    public Task<IReadOnlyList<GitHubMilestoneDto>> MilestonesAsync(CancellationToken cancellationToken) =>
        AllAsync(at.Of("milestones?state=all&per_page=100"), GitHubJsonContext.Default.ListReadingGitHubMilestoneDto, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#create-a-milestone</summary>
    public Task<Answer> CreateMilestoneAsync(string title, string dueOn, CancellationToken cancellationToken) =>
        sender.SendAsync(HttpMethod.Post, at.Of("milestones"), new JsonObject { ["title"] = title, ["due_on"] = dueOn }, cancellationToken);

    /// <summary>
    /// The organisation's issue fields, empty where it has none, null where GitHub does not say: https://docs.github.com/rest/orgs/issue-fields
    /// </summary>
    public async Task<ListReading<GitHubFieldDto>?> FieldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await GetAsync(at.Api($"orgs/{Uri.EscapeDataString(at.Owner)}/issue-fields?per_page=100"), cancellationToken);
            if (answer.Status == HttpStatusCode.NotFound)
                return new ListReading<GitHubFieldDto>([], []);
            return answer.IsSuccess ? answer.Read(GitHubJsonContext.Default.ListReadingGitHubFieldDto) : null;
        }
        catch (TrackerException refused) when (refused.Fault is TrackerFault.Forbidden or TrackerFault.Unavailable)
        {
            // Issues can be made and read without; what their fields hold is not known then.
            sender.TellFieldsNotShown(refused);
            return null;
        }
    }

    /// <summary>https://docs.github.com/rest/issues/issue-field-values#list-issue-field-values-for-an-issue</summary>
    private Task<Answer> FieldValuesAsync(string number, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Get, at.Issue(number, "issue-field-values"), null, cancellationToken);

    /// <summary>The values of an issue's fields; null where GitHub does not show them.</summary>
    public async Task<IReadOnlyList<GitHubFieldValueDto>?> ShownValuesAsync(string number, CancellationToken cancellationToken)
    {
        var answer = await FieldValuesAsync(number, cancellationToken);
        return answer.IsSuccess && answer.Read(GitHubJsonContext.Default.ListReadingGitHubFieldValueDto) is { Unread.Count: 0 } values ? values.Entries : null;
    }

    /// <summary>Merges: https://docs.github.com/rest/issues/issue-field-values#add-issue-field-values-to-an-issue</summary>
    public Task<Answer> SetFieldsAsync(string number, JsonArray values, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Post, at.Issue(number, "issue-field-values"), new JsonObject { ["issue_field_values"] = values }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issue-field-values#delete-an-issue-field-value-from-an-issue</summary>
    public Task<Answer> ClearFieldAsync(string number, long field, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Delete, at.Issue(number, $"issue-field-values/{field}"), null, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/comments#list-issue-comments</summary>
    public async Task<IReadOnlyList<GitHubCommentDto>> CommentsAsync(string number, CancellationToken cancellationToken)
    {
        var first = at.Issue(number, "comments?per_page=100");
        var (all, turning) = (new List<GitHubCommentDto>(), Turning(first));
        for (Uri? page = first; page is not null;)
        {
            var answer = await sender.OfIssueAsync(HttpMethod.Get, page, null, cancellationToken);
            var comments = answer.IsSuccess ? answer.Read(GitHubJsonContext.Default.ListReadingGitHubCommentDto) : throw GitHubAnswers.Unexpected(answer);
            if (comments.Unread is [var odd, ..])
                throw new TrackerException(TrackerFault.Unavailable, $"The comments of #{number} cannot be read: {odd.Why}. They are read again later.")
                {
                    OfOneIssue = true
                };
            all.AddRange(comments.Entries);
            page = NextPage(answer, turning, comments.Entries);
        }
        return all;
    }

    /// <summary>https://docs.github.com/rest/issues/comments#create-an-issue-comment</summary>
    public Task<Answer> CommentAsync(string number, string body, CancellationToken cancellationToken) =>
        sender.OfIssueAsync(HttpMethod.Post, at.Issue(number, "comments"), new JsonObject { ["body"] = body }, cancellationToken);

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
    private async Task<IReadOnlyList<T>> AllAsync<T>(Uri first, JsonTypeInfo<ListReading<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        var (all, turning) = (new List<T>(), Turning(first));
        for (Uri? page = first; page is not null;)
        {
            var answer = GitHubAnswers.Good(await GetAsync(page, cancellationToken));
            var entries = answer.Read(type);
            foreach (var odd in entries.Unread)
                sender.TellUnread(answer, odd);
            all.AddRange(entries.Entries);
            page = NextPage(answer, turning, entries.Entries);
        }
        return all;
    }

    private Task<Answer> GetAsync(Uri url, CancellationToken cancellationToken) => sender.SendAsync(HttpMethod.Get, url, null, cancellationToken);
}
