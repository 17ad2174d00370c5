using System.Net.Mime;
using ActionSync.Links;
using ActionSync.Reminders.Following;
using ActionSync.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActionSync.Web.Links;

/// <summary>
/// Where the links of messages lead: <c>/l/TOKEN</c> says what a link will do, and a POST from that page does it. <c>/u/TOKEN</c> is the same for who
/// unsubscribes, and what mail programs POST there does it at once (RFC 8058). Whoever has the link needs no key.
/// </summary>
internal static class LinkEndpoints
{
    private const string Token = "token";
    private const string OneClickField = "List-Unsubscribe";
    private const string OneClick = "One-Click";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddLinkPages(this IServiceCollection services) => services.AddSingleton<LinkActs>();

    public static void MapLinks(this WebApplication app)
    {
        foreach (var path in new[] { LinkPaths.Act, LinkPaths.Unsubscribe })
            app.MapMethods($"/{path}/{{{Token}}}", Reading, context => ShowAsync(context, null)).InArea(Area.Link);
        app.MapPost($"/{LinkPaths.Act}/{{{Token}}}", ActAsync).InArea(Area.Link).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost($"/{LinkPaths.Unsubscribe}/{{{Token}}}", UnsubscribeAsync).InArea(Area.Link);
    }

    private static async Task ActAsync(HttpContext context)
    {
        var result = await ResultAsync(context);
        if (result.IsDone)
        {
            // Going back or reloading sends nothing twice.
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = context.Request.PathBase.ToUriComponent() + $"/{LinkPaths.Act}/{TokenOf(context)}";
            return;
        }
        await ShowAsync(context, result);
    }

    /// <summary>No person reads the answer, and whoever sends it has no cookie.</summary>
    private static async Task UnsubscribeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form[OneClickField] is not [OneClick])
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status400BadRequest,
                $"Nothing was changed: the body is not {OneClickField}={OneClick} (RFC 8058). Open this address in a browser and press its button.");
            return;
        }
        var result = await ResultAsync(context);
        var link = await FollowAsync(context);
        var isUnsubscribed = result.IsDone || link is FollowedLink.Used { Link.Act: LinkAct.Unsubscribe };
        await PlainAnswer.WriteAsync(
            context, isUnsubscribed ? StatusCodes.Status200OK : LinkView.Of(link, result).Status,
            isUnsubscribed ? LinkStanding.Unsubscribed : LinkView.Of(link, result).Text);
    }

    private static async Task ShowAsync(HttpContext context, LinkResult? result)
    {
        var view = LinkView.Of(await FollowAsync(context), result);
        context.Response.ContentType = MediaTypeNames.Text.Html;
        await new RazorComponentResult<LinkPage>(new { View = view, Token = TokenOf(context) }) { StatusCode = view.Status }.ExecuteAsync(context);
    }

    private static Task<LinkResult> ResultAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<LinkActs>().ActAsync(TokenOf(context), context.Caller().User, context.RequestAborted);

    private static Task<FollowedLink> FollowAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<FollowedLinks>().ReadAsync(TokenOf(context), context.Caller().User, context.RequestAborted);

    private static string TokenOf(HttpContext context) => (string)context.Request.RouteValues[Token]!;
}
