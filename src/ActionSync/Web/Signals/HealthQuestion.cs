using System.Net;
using System.Text.Json;

namespace ActionSync.Web.Signals;

/// <summary>Asks a worker how it is, over HTTP and with nothing else: what the worker needs, this need not reach.</summary>
internal static class HealthQuestion
{
    /// <summary>The worker itself waits three seconds for its ledger.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    /// <summary>More than any worker has to say; whatever else answers there is not read to its end.</summary>
    private const int LongestAnswer = 4 * 1024 * 1024;

    private const string Next = "The worker's log and actionsync doctor say what to do.";

    /// <param name="address">The whole address.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<HealthReply> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        // The worker is asked, not a proxy that the surroundings name for the internet.
        using var network = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var http = new HttpClient(network) { Timeout = Within, MaxResponseContentBufferSize = LongestAnswer };
        try
        {
            using var response = await http.GetAsync(address, cancellationToken);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
                && Read(await response.Content.ReadAsByteArrayAsync(cancellationToken)) is { } answer
                ? response.StatusCode == HttpStatusCode.OK ? new HealthReply(IsGood: true, []) : new HealthReply(IsGood: false, [.. answer.Problems, Next])
                : Bad($"{address} answered {(int)response.StatusCode}, and not as actionsync run does. Check the address (Dashboard:Urls, --url).");
        }
        catch (HttpRequestException e)
        {
            return Bad($"{address} does not answer: {e.Message.TrimEnd('.')}. Start actionsync run, or name its address by --url.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Bad($"{address} did not answer within {Within.TotalSeconds} seconds. Look at the worker's log; where it stays like this, restart it.");
        }
    }

    private static HealthReply Bad(string problem) => new(IsGood: false, [problem]);

    private static HealthAnswer? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HealthJson.Default.HealthAnswer) is { Problems: not null } answer ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="IsGood">It answered 200.</param>
/// <param name="Problems">What is wrong, a sentence each, and what to do; none where it is good.</param>
internal sealed record HealthReply(bool IsGood, IReadOnlyList<string> Problems);
