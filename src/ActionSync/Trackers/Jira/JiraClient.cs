using ActionSync.Trackers.Http;
using Refit;

namespace ActionSync.Trackers.Jira;

/// <summary>How Jira is reached: the calls that there are, and what every job has to know of the site.</summary>
internal sealed class JiraClient : IDisposable
{
    public const string Service = "Jira";

    /// <summary>JSON in one piece of a known length; and what the handler throws is told as what it is, and not as Refit's own.</summary>
    private static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(JiraJson.Default.Options))
    {
        RequestBodySerialization = RequestBodySerializationMode.Buffered,
        TransportExceptionFactory = static (_, problem, _) => problem,
    };

    private readonly Pacer _pacer;
    private readonly HttpClient _http;

    public JiraClient(JiraOptions options, HttpMessageHandler network, TimeProvider clock, ILogger logger)
    {
        Options = options;
        Clock = clock;
        BaseUrl = options.BaseUrl.TrimEnd('/');
        _pacer = new Pacer(Service, options.WritesPerMinute, clock);
        _http = new HttpClient(new TrackerHandler(options.Name, new JiraService(options, clock, logger), _pacer, network, clock))
        {
            BaseAddress = new Uri(BaseUrl),
            // The handler limits each attempt; the wait for a write's turn has no limit.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", "ActionSync" }, { "Accept", "application/json" } },
        };
        Api = RestService.ForGenerated<IJiraApi>(_http, Settings);
    }

    public IJiraApi Api { get; }

    public JiraOptions Options { get; }

    public TimeProvider Clock { get; }

    public bool IsCloud => Options.Deployment is JiraDeployment.Cloud;

    /// <summary>The configured address, without a slash at the end.</summary>
    public string BaseUrl { get; }

    public void Dispose()
    {
        _pacer.Dispose();
        _http.Dispose();
    }
}
