using System.Net;
using ActionSync.Configuration;
using ActionSync.Trackers;

namespace ActionSync.Web.Webhooks;

/// <summary>
/// Where trackers tell of changes: a path a kind, such as <c>POST /webhooks/github</c>. Who calls is known by the signature, so any Host is answered.
/// </summary>
internal static class WebhookEndpoints
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services.AddSingleton<WebhookBodies>().AddSingleton<WebhookVisits>();

    public static void MapWebhooks(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DashboardOptions>();
        var secrets = new Dictionary<string, Secret?> { ["GitHub"] = options.GitHubWebhookSecret, ["Jira"] = options.JiraWebhookSecret };
        foreach (var kind in app.Services.GetRequiredService<IReadOnlyList<TrackerKind>>().Where(kind => kind.Webhook is not null))
            Map(app, kind, secrets.GetValueOrDefault(kind.Name));
    }

    private static void Map(WebApplication app, TrackerKind kind, Secret? secret)
    {
        RequestDelegate answer = secret is null ? Off(kind.Name).WriteAsync : ActivatorUtilities.CreateInstance<WebhookReceiver>(app.Services, kind, secret).AnswerAsync;
        app.MapPost($"/webhooks/{kind.Name.ToLowerInvariant()}", answer);
    }

    /// <summary>What every caller is told while there is no secret.</summary>
    private static WebhookAnswer Off(string service) =>
        new(HttpStatusCode.NotFound, $"Webhooks of {service} are off. Set Dashboard:{service}WebhookSecret (or {service}WebhookSecretFile) to turn them on.");
}
