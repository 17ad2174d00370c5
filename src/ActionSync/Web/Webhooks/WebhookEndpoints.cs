using System.Net;
using ActionSync.Configuration;
using ActionSync.Trackers;
using ActionSync.Web.Access;

namespace ActionSync.Web.Webhooks;

/// <summary>
/// Where trackers tell of changes: a path a kind, such as <c>POST /webhooks/github</c>. Who calls is known by the signature, so any Host is answered.
/// </summary>
internal static class WebhookEndpoints
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services.AddSingleton<WebhookBodies>().AddSingleton<WebhookVisits>();

    public static void MapWebhooks(this WebApplication app)
    {
        var secrets = app.Services.GetRequiredService<DashboardOptions>().WebhookSecrets;
        foreach (var kind in app.Services.GetRequiredService<IReadOnlyList<TrackerKind>>())
        {
            if (kind.Webhook is { } webhook)
                Map(app, kind, webhook, secrets.TryGetValue(webhook.SecretKey, out var secret) ? secret : null);
        }
    }

    private static void Map(WebApplication app, TrackerKind kind, WebhookSource webhook, Secret? secret)
    {
        RequestDelegate answer = secret is null
            ? Off(kind.Name, webhook.SecretKey).WriteAsync
            : ActivatorUtilities.CreateInstance<WebhookReceiver>(app.Services, kind, secret).AnswerAsync;
        app.MapPost($"/webhooks/{webhook.Path}", answer).InArea(Area.Open);
    }

    /// <summary>What every caller is told while there is no secret.</summary>
    private static WebhookAnswer Off(string service, string secretKey) =>
        new(HttpStatusCode.NotFound, $"Webhooks of {service} are off. Set Dashboard:{secretKey} (or {secretKey}File) to turn them on.");
}
