using System.Text.Json.Nodes;
using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Jira's REST v2 as far as it is used, which Cloud and Data Center share: https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/. Answers are
/// returned as they are: what they mean is told by <see cref="JiraAnswers"/>. What a call says of itself beside its address is in <see cref="RequestTraits"/>.
/// </summary>
[PathPrefix("/rest/api/2")]
internal interface IJiraApi
{
    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-myself/#api-rest-api-2-myself-get</summary>
    [Get("/myself")]
    Task<HttpResponseMessage> MyselfAsync(CancellationToken cancellationToken);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-server-info/#api-rest-api-2-serverinfo-get</summary>
    [Get("/serverInfo")]
    Task<HttpResponseMessage> ServerInfoAsync(CancellationToken cancellationToken);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-projects/#api-rest-api-2-project-projectidorkey-get</summary>
    [Get("/project/{idOrKey}")]
    Task<HttpResponseMessage> ProjectAsync(string idOrKey, CancellationToken cancellationToken);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-permissions/#api-rest-api-2-mypermissions-get</summary>
    [Get("/mypermissions")]
    Task<HttpResponseMessage> MyPermissionsAsync(
        string projectKey, [Query(CollectionFormat.Csv)] IEnumerable<string> permissions, CancellationToken cancellationToken);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-resolutions/#api-rest-api-2-resolution-get</summary>
    [Get("/resolution")]
    Task<HttpResponseMessage> ResolutionsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// One of the three is given: Cloud knows query and accountId, Data Center username.
    /// https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-user-search/#api-rest-api-2-user-assignable-search-get
    /// </summary>
    [Get("/user/assignable/search")]
    Task<HttpResponseMessage> AssignableUsersAsync(
        string project, int maxResults, CancellationToken cancellationToken, string? query = null, string? accountId = null, string? username = null);

    /// <summary>
    /// https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-createmeta-projectidorkey-issuetypes-get
    /// </summary>
    [Get("/issue/createmeta/{project}/issuetypes")]
    Task<HttpResponseMessage> IssueTypesAsync(string project, int startAt, int maxResults, CancellationToken cancellationToken);

    /// <summary>
    /// https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-createmeta-projectidorkey-issuetypes-issuetypeid-get
    /// </summary>
    [Get("/issue/createmeta/{project}/issuetypes/{issueType}")]
    Task<HttpResponseMessage> CreateFieldsAsync(string project, string issueType, int startAt, int maxResults, CancellationToken cancellationToken);

    /// <summary>Cloud's: https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-search/#api-rest-api-2-search-jql-post</summary>
    [Post("/search/jql")]
    Task<HttpResponseMessage> SearchByTokenAsync(
        [Body] JsonObject search, CancellationToken cancellationToken, [Property(RequestTraits.IsReadOption)] bool isRead = true);

    /// <summary>Data Center's: https://docs.atlassian.com/software/jira/docs/api/REST/latest/#api/2/search-searchUsingSearchRequest</summary>
    [Post("/search")]
    Task<HttpResponseMessage> SearchByCountAsync(
        [Body] JsonObject search, CancellationToken cancellationToken, [Property(RequestTraits.IsReadOption)] bool isRead = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulkfetch-post</summary>
    [Post("/issue/bulkfetch")]
    Task<HttpResponseMessage> FetchIssuesAsync(
        [Body] JsonObject request, CancellationToken cancellationToken, [Property(RequestTraits.IsReadOption)] bool isRead = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-bulk-post</summary>
    [Post("/issue/bulk")]
    Task<HttpResponseMessage> CreateIssuesAsync([Body] JsonObject issues, CancellationToken cancellationToken);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-issueidorkey-get</summary>
    [Get("/issue/{idOrKey}")]
    Task<HttpResponseMessage> IssueAsync(
        string idOrKey, [Query(CollectionFormat.Csv)] IEnumerable<string> fields, [Query(CollectionFormat.Csv)] IEnumerable<string> properties,
        CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-issueidorkey-put</summary>
    [Put("/issue/{id}")]
    Task<HttpResponseMessage> EditIssueAsync(
        string id, [Body] JsonObject changes, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>
    /// Data Center takes an assignee off in no other way:
    /// https://developer.atlassian.com/server/jira/platform/rest/v10000/api-group-issue/#api-api-2-issue-issueidorkey-assignee-put
    /// </summary>
    [Put("/issue/{id}/assignee")]
    Task<HttpResponseMessage> AssignIssueAsync(
        string id, [Body] JsonObject user, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-issueidorkey-transitions-get</summary>
    [Get("/issue/{id}/transitions?expand=transitions.fields")]
    Task<HttpResponseMessage> TransitionsAsync(
        string id, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-issueidorkey-transitions-post</summary>
    [Post("/issue/{id}/transitions")]
    Task<HttpResponseMessage> TransitionIssueAsync(
        string id, [Body] JsonObject transition, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-comments/#api-rest-api-2-issue-issueidorkey-comment-get</summary>
    [Get("/issue/{id}/comment")]
    Task<HttpResponseMessage> CommentsAsync(
        string id, int startAt, int maxResults, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-comments/#api-rest-api-2-issue-issueidorkey-comment-post</summary>
    [Post("/issue/{id}/comment")]
    Task<HttpResponseMessage> AddCommentAsync(
        string id, [Body] JsonObject comment, CancellationToken cancellationToken, [Property(RequestTraits.OfOneIssueOption)] bool ofOneIssue = true);
}
