using System.Security.Claims;
using ActionSync.Items;
using ActionSync.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ActionSync.Web.Access;

/// <summary>Where people show the key once, and get a cookie for it: <c>/sign-in</c>, and <c>POST /sign-out</c>.</summary>
internal sealed class SignInEndpoints(ApiKeys keys, KeyTries tries, IAntiforgery antiforgery)
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The claim that holds what <see cref="ApiKeys.Recognise"/> knows the key by.</summary>
    public const string KeyClaim = "key";

    public static void Map(WebApplication app)
    {
        var pages = ActivatorUtilities.CreateInstance<SignInEndpoints>(app.Services);
        app.MapGet("/sign-in", (RequestDelegate)pages.ShowAsync).InArea(Area.SignIn);
        app.MapPost("/sign-in", (RequestDelegate)pages.SignInAsync).InArea(Area.SignIn).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/sign-out", (RequestDelegate)SignOutAsync).InArea(Area.SignIn).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    /// <summary>What was sent is done, or has to be asked elsewhere: the browser goes on by GET.</summary>
    /// <param name="context">The request that is answered.</param>
    /// <param name="path">With its query, encoded, and below where the pages stand.</param>
    public static void Redirect(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = context.Request.PathBase.ToUriComponent() + path;
    }

    /// <summary>The path to go on with: one of ours, and nothing that a browser takes for another site.</summary>
    public static string Destination(string? to) =>
        to is ['/', ..] && to is not ['/', '/' or '\\', ..] && to.All(c => c is > ' ' and < '\x7f' and not '\\') ? to : "/";

    private async Task ShowAsync(HttpContext context)
    {
        var to = Destination(context.Request.Query["to"]);
        if (!keys.Any || context.User.Identity?.IsAuthenticated == true)
            Redirect(context, to);
        else
            await ShowAsync(context, StatusCodes.Status200OK, to, problem: null);
    }

    private async Task SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = Destination(form["to"]);
        var from = context.Connection.RemoteIpAddress;
        if (tries.WaitOf(from) is { } wait)
        {
            await PlainAnswer.WriteAsync(context, StatusCodes.Status429TooManyRequests, AccessRefusal.Of(AccessAnswer.TooManyTries).Sentence, wait);
        }
        else if (keys.Recognise(form["key"].ToString().Trim()) is { } mark)
        {
            var claims = new[] { new Claim(ClaimTypes.NameIdentifier, Actor.Key), new Claim(KeyClaim, mark) };
            await context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
            Redirect(context, to);
        }
        else
        {
            tries.Add(from);
            await ShowAsync(context, StatusCodes.Status401Unauthorized, to,
                "This key is not right. It stands in Dashboard:ApiKey, or in the file that Dashboard:ApiKeyFile names.");
        }
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Scheme);
        Redirect(context, "/sign-in");
    }

    private Task ShowAsync(HttpContext context, int status, string to, string? problem)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(PlainPage.Of(context, "Sign in",
            $"""
            {(problem is null ? "" : $"<p class=\"notice bad\" role=\"alert\">{HtmlText.Encode(problem)}</p>")}
            <form method="post" action="{HtmlText.Encode($"{context.Request.PathBase.ToUriComponent()}/sign-in")}">
            <input type="hidden" name="{HtmlText.Encode(tokens.FormFieldName)}" value="{HtmlText.Encode(tokens.RequestToken!)}">
            <input type="hidden" name="to" value="{HtmlText.Encode(to)}">
            <input type="text" name="user" value="actionsync" autocomplete="username" readonly hidden>
            <div class="fields"><div>
            <label for="key">Key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required>
            </div></div>
            <div class="row"><button type="submit">Sign in</button></div>
            </form>
            """), context.RequestAborted);
    }
}
