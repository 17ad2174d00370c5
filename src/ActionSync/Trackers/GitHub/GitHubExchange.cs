using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Trackers.Http;
using Octokit;
using Octokit.Internal;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// One call through Octokit, between its clients and our handler. Octokit knows addresses, bodies and models; the network, what an answer means and what is
/// needed of its body are ours, since Octokit would follow redirects with the body, wait for a body without end, and take what is missing for nothing.
/// </summary>
internal sealed class GitHubExchange(HttpMessageInvoker http, Uri baseAddress, CancellationToken cancellationToken) : IHttpClient, IJsonSerializer
{
    private static readonly ProductHeaderValue Product = new("ActionSync");
    private static readonly InMemoryCredentialStore Nobody = new(Credentials.Anonymous);
    private static readonly SimpleJsonSerializer OctokitJson = new();

    /// <summary>Null until it came.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>The address is one issue's.</summary>
    public bool OfOneIssue { get; init; }

    /// <summary>For a POST that may be repeated like a read.</summary>
    public bool IsRead { get; init; }

    /// <summary>The tag of what is known already; the answer may then be 304.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Makes the call. What the answer says is for the caller to judge, so that Octokit's own exceptions for a status are passed over.</summary>
    /// <exception cref="TrackerException">No answer, an answer that concerns the whole tracker, or a body that cannot be read.</exception>
    public async Task<Reply<T>> AskAsync<T>(Func<IApiConnection, Task<T>> ask)
    {
        T? content = default;
        try
        {
            content = await ask(new ApiConnection(new Connection(Product, baseAddress, Nobody, this, this)));
        }
        catch (ApiException) when (Answer is not null)
        {
            // The answer is returned.
        }
        finally
        {
            // Of a refusal the words are still to be read.
            if (Answer is { IsSuccess: true } read)
                read.Response.Content.Dispose();
        }
        return new Reply<T>(Answer!, content);
    }

    public async Task<IResponse> Send(IRequest request, CancellationToken _, Func<object, object>? preprocessResponseBody = null)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(request.BaseAddress, request.Endpoint));
        GitHubCredentials.Prepare(message);
        message.SetIsRead(IsRead || request.Method == HttpMethod.Get);
        message.SetOfOneIssue(OfOneIssue);
        if (IfNoneMatch is not null)
            message.Headers.TryAddWithoutValidation("If-None-Match", IfNoneMatch);
        if (request.Body is string json)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new("application/json") } };
        Answer = new Answer(await http.SendAsync(message, cancellationToken));
        return new Response(Answer);
    }

    /// <summary>The handler limits the time, of the body too.</summary>
    public void SetRequestTimeout(TimeSpan timeout)
    {
    }

    public string Serialize(object item) => item is JsonNode json ? json.ToJsonString() : OctokitJson.Serialize(item);

    /// <summary>Reads the answer itself. An object is what nobody asks to read.</summary>
    public T Deserialize<T>(string json) => typeof(T) == typeof(object) ? default!
        : GitHubJsonContext.Default.GetTypeInfo(typeof(T)) is JsonTypeInfo<T> strict ? Answer!.Read(strict)
        : GitHubModels.Read<T>(Answer!, OctokitJson);

    public void Dispose()
    {
    }

    /// <summary>An answer as Octokit takes it: whether there is JSON to read. The bytes themselves go to the reader.</summary>
    private sealed class Response(Answer answer) : IResponse
    {
        public object Body => answer.IsSuccess ? "JSON" : "";

        public IReadOnlyDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

        public ApiInfo ApiInfo { get; } = new(new Dictionary<string, Uri>(), [], [], "", new RateLimit(0, 0, 0), TimeSpan.Zero);

        public System.Net.HttpStatusCode StatusCode => answer.Status;

        public string ContentType => answer.IsJson ? "application/json" : "";
    }
}

/// <summary>An answer and what it holds.</summary>
/// <param name="Read">Null where the answer is no success, or holds nothing.</param>
internal sealed record Reply<T>(Answer Answer, T? Read)
{
    public bool IsSuccess => Answer.IsSuccess;

    /// <exception cref="TrackerException">The answer holds nothing.</exception>
    public T Content => Read ?? throw Answer.Imposter("nothing in it");
}
