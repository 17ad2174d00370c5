using System.Net;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// What Jira's answers to a call mean. What concerns the whole tracker (token, limits, trouble) was thrown before, by <see cref="JiraService"/>; the rest is
/// the caller's to judge.
/// </summary>
internal static class JiraAnswers
{
    /// <summary>The answer, whatever its status is.</summary>
    public static async Task<Answer> AnswerAsync(this Task<HttpResponseMessage> call) => new(await call);

    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> call, JsonTypeInfo<T> type)
        where T : class => Good(await call.AnswerAsync()).Read(type);

    /// <summary>Null for 404.</summary>
    public static async Task<T?> FindAsync<T>(this Task<HttpResponseMessage> call, JsonTypeInfo<T> type)
        where T : class
    {
        var answer = await call.AnswerAsync();
        return answer.Status == HttpStatusCode.NotFound ? null : Good(answer).Read(type);
    }

    /// <summary>The answer where it is a success.</summary>
    /// <exception cref="TrackerException">Forbidden, NotFound or Unavailable otherwise.</exception>
    public static Answer Good(Answer answer) => answer.IsSuccess ? answer : throw new TrackerException(
        answer.Status switch
        {
            HttpStatusCode.Forbidden => TrackerFault.Forbidden,
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest => TrackerFault.NotFound,
            _ => TrackerFault.Unavailable,
        },
        answer.Status switch
        {
            HttpStatusCode.Gone =>
                $"Jira no longer offers {answer.Url.AbsolutePath} (410: \"{Words(answer)}\"). Check Deployment: Cloud and Data Center differ here.",
            HttpStatusCode.Forbidden => $"Jira does not allow this (403: \"{Words(answer)}\"). Give the token's account the permission in the project.",
            _ => $"Jira refuses {answer.Url.AbsolutePath} ({(int)answer.Status}: \"{Words(answer)}\"). Check BaseUrl, Deployment, Project and the account's permissions.",
        })
    {
        OfOneIssue = answer.IsOfOneIssue,
    };

    /// <summary>What Jira says about a refusal, in its own words.</summary>
    public static string Words(Answer answer) =>
        answer.ReadOrNull(JiraJson.Default.JiraErrors)?.Words is { Length: > 0 } words ? words
        : answer.IsJson || answer.Body.Length == 0 ? $"status {(int)answer.Status}"
        : $"status {(int)answer.Status} and {answer.MediaType ?? "a body"} instead of JSON, so something between may have answered";
}
