using System.Text;

namespace ActionSync.Simulators.Jira;

/// <summary>Jira's REST v2 on a web application: who may come in, and what each address answers.</summary>
internal static class JiraApi
{
    /// <summary>The scoped gateway's path, which scoped tokens need on Cloud.</summary>
    public const string GatewayPath = "/ex/jira/11223344-a1b2-4b33-c444-def123456789";

    private const string AnonymousKey = "anonymous";

    public static void Map(WebApplication app, JiraSite site)
    {
        var json = new JiraJson(site);
        app.Use((context, next) => AnswerAsync(context, next, site));
        foreach (var prefix in new[] { "/rest/api/2", GatewayPath + "/rest/api/2" })
        {
            var api = app.MapGroup(prefix);
            new JiraSiteApi(site, json).Map(api);
            new JiraIssueApi(site, json, new JiraEditor(site)).Map(api);
            new JiraSearchApi(site, json).Map(api);
        }
    }

    public static bool IsAnonymous(HttpContext context) => context.Items.ContainsKey(AnonymousKey);

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, JiraSite site)
    {
        context.Response.Headers.Date = site.Book.Now.ToString("r");
        try
        {
            Admit(context, site);
            await next(context);
        }
        catch (JiraRefusal refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsJsonAsync(refusal.Body);
        }
    }

    private static void Admit(HttpContext context, JiraSite site)
    {
        var secret = site.IsCloud ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{site.Me.Email}:{site.Token}")) : $"Bearer {site.Token}";
        if (context.Request.Headers.Authorization == secret)
        {
            context.Response.Headers["X-AUSERNAME"] = site.IsCloud ? site.Me.AccountId : site.Me.Name;
            return;
        }
        if (!site.DeadTokenIsAnonymous)
            throw new JiraRefusal(401, "Client must be authenticated to access this resource.");
        context.Response.Headers["X-Seraph-LoginReason"] = "AUTHENTICATED_FAILED";
        context.Items[AnonymousKey] = true;
    }
}
