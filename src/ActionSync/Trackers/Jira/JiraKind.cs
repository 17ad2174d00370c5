using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>The entry of Jira in the list of tracker kinds.</summary>
internal static class JiraKind
{
    public static TrackerKind Entry { get; } = TrackerKind.Of<JiraTrackerOptions>("Jira", Create, JiraOptionsCheck.Run) with
    {
        Webhook = new WebhookSource(JiraWebhook.SignatureHeader, JiraWebhook.DeliveryHeader, (_, body) => JiraWebhook.Read(body)),
    };

    private static JiraTracker Create(IServiceProvider services, JiraTrackerOptions options) => ActivatorUtilities.CreateInstance<JiraTracker>(
        services, options, services.GetRequiredService<IHttpClientFactory>().CreateClient(TrackerHttp.ClientName));
}
