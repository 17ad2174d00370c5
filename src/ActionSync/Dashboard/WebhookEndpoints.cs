using ActionSync.Configuration;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.Dashboard;

/// <summary>
/// Where trackers tell of changes: <c>POST /webhooks/github</c> and <c>POST /webhooks/jira</c>. Who calls is known by the signature, so any Host is answered.
/// </summary>
internal static class WebhookEndpoints
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services.AddSingleton<WebhookBodies>().AddSingleton<VisitHints>();

    public static void MapWebhooks(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DashboardOptions>();
        Map(app, "/webhooks/github", new WebhookSource("GitHub", nameof(options.GitHubWebhookSecret), GitHubWebhook.SignatureHeader, GitHubWebhook.DeliveryHeader,
            (headers, body) => GitHubWebhook.Read(headers[GitHubWebhook.EventHeader], body)), options.GitHubWebhookSecret);
        Map(app, "/webhooks/jira", new WebhookSource("Jira", nameof(options.JiraWebhookSecret), JiraWebhook.SignatureHeader, JiraWebhook.DeliveryHeader,
            (_, body) => JiraWebhook.Read(body)), options.JiraWebhookSecret);
    }

    private static void Map(WebApplication app, string path, WebhookSource source, Secret? secret)
    {
        RequestDelegate answer = secret is null ? source.AnswerOffAsync : ActivatorUtilities.CreateInstance<WebhookReceiver>(app.Services, source, secret).AnswerAsync;
        app.MapPost(path, answer);
    }
}
