using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// The GitHub REST API as far as it is used: one method a call. Answers that concern the whole tracker (credentials, limits, outages) are
/// exceptions; what concerns one request is returned for the caller to judge.
/// </summary>
internal sealed partial class GitHubClient(GitHubAddresses at, GitHubCredentials credentials, TrackerTransport transport, Pacer pacer, TimeProvider clock, ILogger logger)
{
    private TimeSpan _unsaid = AnswerReading.UnsaidLimit;

    public GitHubAddresses At => at;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is left of the hour's requests, as the latest answer told.</summary>
    public GitHubBudget? Budget { get; private set; }

    /// <summary>When the token ends, where GitHub tells.</summary>
    public string? TokenEnds { get; private set; }

    /// <summary>https://docs.github.com/rest/repos/repos#get-a-repository</summary>
    public async Task<GitHubRepositoryDto> RepositoryAsync(CancellationToken cancellationToken)
    {
        var answer = await GetAsync(at.Of(), cancellationToken);
        return answer.Status == HttpStatusCode.NotFound ? throw GitHubAnswers.RepositoryNotFound(at.Repository) : Good(answer).Read(GitHubJsonContext.Default.GitHubRepositoryDto);
    }

    /// <summary>Our own login: https://docs.github.com/rest/users/users#get-the-authenticated-user</summary>
    public async Task<string> LoginAsync(CancellationToken cancellationToken) => credentials.IsApp
        ? await credentials.BotLoginAsync(cancellationToken)
        : Good(await GetAsync(at.Api("user"), cancellationToken)).Read(GitHubJsonContext.Default.GitHubUserDto).Login;

    /// <summary>One page of issues: https://docs.github.com/rest/issues/issues#list-repository-issues</summary>
    /// <param name="page">A full address, from <see cref="ListUrl"/> or a Link.</param>
    /// <returns>304 where the page is as the tag says.</returns>
    public async Task<Answer> IssuesAsync(Uri page, string? tag, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(new Call(HttpMethod.Get, page) { IfNoneMatch = tag }, cancellationToken);
        return answer.Status switch
        {
            HttpStatusCode.NotModified => answer,
            HttpStatusCode.NotFound => throw GitHubAnswers.RepositoryNotFound(at.Repository),
            HttpStatusCode.Gone => throw GitHubAnswers.IssuesDisabled(at.Repository),
            _ => Good(answer),
        };
    }

    /// <summary>All pages of issues from this one on; stop enumerating to ask no further.</summary>
    public async IAsyncEnumerable<IReadOnlyList<GitHubIssueDto>> IssuePagesAsync(Uri first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turning = Turning(first);
        for (Uri? page = first; page is not null;)
        {
            var answer = await IssuesAsync(page, null, cancellationToken);
            var issues = answer.Read(GitHubJsonContext.Default.GitHubIssueDtoArray);
            yield return issues;
            page = NextPage(answer, turning, issues.Select(issue => issue.Number));
        }
    }

    /// <summary>https://docs.github.com/rest/issues/issues#create-an-issue</summary>
    public Task<Answer> CreateIssueAsync(JsonObject issue, CancellationToken cancellationToken) => WriteAsync(HttpMethod.Post, at.Of("issues"), issue, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issues#get-an-issue</summary>
    public Task<Answer> IssueAsync(string number, CancellationToken cancellationToken) => GetAsync(at.Issue(number), cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issues#update-an-issue</summary>
    public Task<Answer> ChangeIssueAsync(string number, JsonObject change, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Patch, at.Issue(number), change, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/assignees#check-if-a-user-can-be-assigned</summary>
    public async Task<bool> CanBeAssignedAsync(string login, CancellationToken cancellationToken) =>
        await GetAsync(at.Of($"assignees/{Uri.EscapeDataString(login)}"), cancellationToken) is { Status: not HttpStatusCode.NotFound } answer && Good(answer).IsSuccess;

    /// <summary>https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue and #remove-assignees-from-an-issue</summary>
    public Task<Answer> AssignAsync(HttpMethod method, string number, string login, CancellationToken cancellationToken) =>
        WriteAsync(method, at.Issue(number, "assignees"), new JsonObject { ["assignees"] = new JsonArray(login) }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#list-labels-for-a-repository</summary>
    public Task<IReadOnlyList<GitHubLabelDto>> LabelsAsync(CancellationToken cancellationToken) =>
        AllAsync(at.Of("labels?per_page=100"), GitHubJsonContext.Default.GitHubLabelDtoArray, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#create-a-label</summary>
    public Task<Answer> CreateLabelAsync(string name, string color, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, at.Of("labels"), new JsonObject { ["name"] = name, ["color"] = color, ["description"] = "Used by ActionSync" }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#add-labels-to-an-issue</summary>
    public Task<Answer> AddLabelAsync(string number, string name, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, at.Issue(number, "labels"), new JsonObject { ["labels"] = new JsonArray(name) }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue</summary>
    public Task<Answer> RemoveLabelAsync(string number, string name, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, at.Issue(number, $"labels/{Uri.EscapeDataString(name)}"), null, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#list-milestones</summary>
    public Task<IReadOnlyList<GitHubMilestoneDto>> MilestonesAsync(CancellationToken cancellationToken) =>
        AllAsync(at.Of("milestones?state=all&per_page=100"), GitHubJsonContext.Default.GitHubMilestoneDtoArray, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/milestones#create-a-milestone</summary>
    public Task<Answer> CreateMilestoneAsync(string title, string dueOn, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, at.Of("milestones"), new JsonObject { ["title"] = title, ["due_on"] = dueOn }, cancellationToken);

    /// <summary>The organisation's issue fields, empty where it has none: https://docs.github.com/rest/orgs/issue-fields</summary>
    public async Task<IReadOnlyList<GitHubFieldDto>> FieldsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await GetAsync(at.Api($"orgs/{Uri.EscapeDataString(at.Owner)}/issue-fields?per_page=100"), cancellationToken);
            return answer.IsSuccess ? answer.Read(GitHubJsonContext.Default.GitHubFieldDtoArray) : [];
        }
        catch (TrackerException refused) when (refused.Fault == TrackerFault.Forbidden)
        {
            // A token that may not read the organisation's fields cannot set them either.
            return [];
        }
    }

    /// <summary>https://docs.github.com/rest/issues/issue-field-values#list-issue-field-values-for-an-issue</summary>
    public Task<Answer> FieldValuesAsync(string number, CancellationToken cancellationToken) => GetAsync(at.Issue(number, "issue-field-values"), cancellationToken);

    /// <summary>Merges: https://docs.github.com/rest/issues/issue-field-values#add-issue-field-values-to-an-issue</summary>
    public Task<Answer> SetFieldsAsync(string number, JsonArray values, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, at.Issue(number, "issue-field-values"), new JsonObject { ["issue_field_values"] = values }, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/issue-field-values#delete-an-issue-field-value-from-an-issue</summary>
    public Task<Answer> ClearFieldAsync(string number, long field, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Delete, at.Issue(number, $"issue-field-values/{field}"), null, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/comments#list-issue-comments</summary>
    public Task<IReadOnlyList<GitHubCommentDto>> CommentsAsync(string number, CancellationToken cancellationToken) =>
        AllAsync(at.Issue(number, "comments?per_page=100"), GitHubJsonContext.Default.GitHubCommentDtoArray, cancellationToken);

    /// <summary>https://docs.github.com/rest/issues/comments#create-an-issue-comment</summary>
    public Task<Answer> CommentAsync(string number, string body, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, at.Issue(number, "comments"), new JsonObject { ["body"] = body }, cancellationToken);

    public static PageTurning Turning(Uri first) => new(GitHubAnswers.Service, first.AbsoluteUri);

    /// <summary>The address of the next page, exactly as GitHub gives it.</summary>
    /// <param name="entries">What tells the entries of this page apart.</param>
    public Uri? NextPage<T>(Answer answer, PageTurning turning, IEnumerable<T> entries)
        where T : notnull
    {
        var next = answer.Header("Link")?.Split(',').Select(link => link.Trim()).FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal));
        if (next is null)
            return null;
        if (next.IndexOf('>', StringComparison.Ordinal) is not (> 1 and var end) || !Uri.TryCreate(answer.Url, next[1..end], out var url))
            throw new TrackerException(TrackerFault.Unavailable, $"GitHub names a next page of {answer.Url.AbsolutePath} that is no address. The list is read again in the next pass.");
        if (!at.IsOurs(url))
            throw new TrackerException(TrackerFault.Unavailable, $"GitHub links to a next page on {url.Host}, where the token must not go. Check BaseUrl.");
        turning.Turn(url.AbsoluteUri, entries.Select(entry => (object)entry));
        return url;
    }

    private async Task<IReadOnlyList<T>> AllAsync<T>(Uri first, JsonTypeInfo<T[]> type, CancellationToken cancellationToken)
        where T : notnull
    {
        var (all, turning) = (new List<T>(), Turning(first));
        for (Uri? page = first; page is not null;)
        {
            var answer = Good(await GetAsync(page, cancellationToken));
            var entries = answer.Read(type);
            all.AddRange(entries);
            page = NextPage(answer, turning, entries);
        }
        return all;
    }

    private Task<Answer> GetAsync(Uri url, CancellationToken cancellationToken) => SendAsync(new Call(HttpMethod.Get, url), cancellationToken);

    private Task<Answer> WriteAsync(HttpMethod method, Uri url, JsonObject? body, CancellationToken cancellationToken) =>
        SendAsync(new Call(method, url) { Json = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()) }, cancellationToken);

    private async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(call, cancellationToken);
        // An installation token can end early; nothing was carried out, so even a write may go again with a new one.
        if (answer.Status == HttpStatusCode.Unauthorized && credentials.Renew())
            answer = await transport.SendAsync(call, cancellationToken);
        Note(answer);
        if ((answer.Imposture() ?? GitHubAnswers.Fault(answer, clock.GetUtcNow(), _unsaid)) is not { } fault)
        {
            _unsaid = AnswerReading.UnsaidLimit;
            return answer;
        }
        if (fault.Until is { } until)
        {
            pacer.BlockUntil(until);
            _unsaid = _unsaid < AnswerReading.LongestLimit ? _unsaid * 2 : AnswerReading.LongestLimit;
            Log.Limited(logger, at.Repository, until);
        }
        throw fault;
    }

    private void Note(Answer answer)
    {
        TokenEnds = answer.Header("GitHub-Authentication-Token-Expiration") ?? TokenEnds;
        if (GitHubBudget.Read(answer) is not { } budget)
            return;
        if (budget.IsLow && Budget is not { IsLow: true })
            Log.BudgetLow(logger, at.Repository, budget.Remaining, budget.Limit, budget.Reset);
        else if (budget.Reset != Budget?.Reset)
            Log.BudgetLeft(logger, at.Repository, budget.Remaining, budget.Limit, budget.Reset);
        Budget = budget;
        Log.Answered(logger, answer.Call.Method, answer.Url.AbsolutePath, (int)answer.Status, budget.Remaining);
    }

    /// <summary>The answer itself where it is a success; anything unexpected is an error, never an empty result.</summary>
    private static Answer Good(Answer answer) => answer.IsSuccess
        ? answer
        : throw new TrackerException(TrackerFault.Unavailable, $"GitHub answered {(int)answer.Status} for {answer.Url.AbsolutePath}{AnswerReading.Quoted(GitHubAnswers.Says(answer))}, which was not expected.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "GitHub {Method} {Path}: {Status}, {Remaining} requests left")]
        public static partial void Answered(ILogger logger, HttpMethod method, string path, int status, int remaining);

        [LoggerMessage(LogLevel.Information, "GitHub {Repository}: {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLeft(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: only {Remaining} of {Limit} requests left until {Reset:u}")]
        public static partial void BudgetLow(ILogger logger, string repository, int remaining, int limit, DateTimeOffset reset);

        [LoggerMessage(LogLevel.Warning, "GitHub {Repository}: limited, nothing is sent before {Until:u}")]
        public static partial void Limited(ILogger logger, string repository, DateTimeOffset until);
    }
}
