using System.Globalization;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.GitHub;

/// <summary>What is left of the requests of the hour: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api</summary>
internal sealed record GitHubBudget(int Remaining, int Limit, DateTimeOffset Reset)
{
    public bool IsLow => Remaining * 10 < Limit;

    public static GitHubBudget? Read(Answer answer) =>
        int.TryParse(answer.Header("X-RateLimit-Remaining"), CultureInfo.InvariantCulture, out var remaining)
        && int.TryParse(answer.Header("X-RateLimit-Limit"), CultureInfo.InvariantCulture, out var limit)
        && AnswerReading.Epoch(answer.Header("X-RateLimit-Reset")) is { } reset
            ? new GitHubBudget(remaining, limit, reset)
            : null;
}
