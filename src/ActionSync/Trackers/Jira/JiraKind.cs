using ActionSync.Configuration;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>The entry of Jira in the list of tracker kinds.</summary>
internal static class JiraKind
{
    /// <summary>The key of a person's account id (Cloud) or user name (Data Center).</summary>
    public const string Account = "Jira";

    public static TrackerKind Entry { get; } = new("Jira", KindFactory<ITracker>.Of<JiraOptions>(Create, JiraOptionsCheck.Run))
    {
        Account = Account,
        Webhook = new WebhookSource("jira", "JiraWebhookSecret", JiraWebhook.SignatureHeader, JiraWebhook.DeliveryHeader, (_, body) => JiraWebhook.Read(body)),
    };

    private static JiraTracker Create(IServiceProvider services, JiraOptions options) => ActivatorUtilities.CreateInstance<JiraTracker>(
        services, options, services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TrackerHttp.ClientName));
}
