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
        Setup =
        [
            new(nameof(JiraOptions.BaseUrl), "the address of the site, such as https://acme.atlassian.net"),
            new(nameof(JiraOptions.Project), "the key of the project, such as OPS"),
            new(nameof(JiraOptions.Deployment), "Cloud or DataCenter") { Otherwise = nameof(JiraDeployment.Cloud) },
            new(nameof(JiraOptions.Email), "the address of the account that the token is of")
            {
                When = given => given.GetValueOrDefault(nameof(JiraOptions.Deployment))
                    ?.Equals(nameof(JiraDeployment.DataCenter), StringComparison.OrdinalIgnoreCase) != true,
            },
            new(nameof(JiraOptions.Token), "a token of that account") { IsSecret = true },
        ],
        AddressMayDo = true,
        Webhook = new WebhookSource("jira", "JiraWebhookSecret", JiraWebhook.SignatureHeader, JiraWebhook.DeliveryHeader, (_, body) => JiraWebhook.Read(body)),
    };

    private static JiraTracker Create(IServiceProvider services, JiraOptions options) => ActivatorUtilities.CreateInstance<JiraTracker>(
        services, options, services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TrackerHttp.ClientName));
}
