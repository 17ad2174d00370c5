using Microsoft.AspNetCore.Http.Features;

namespace ActionSync.Web.Access;

/// <summary>Before anything else reads a request: its path must mean what it says, and what proxies claim is noted.</summary>
internal sealed class PassageCheck(RequestDelegate next, DashboardOptions options, TrustedProxies trusted)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (RequestPath.IsMisleading(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))
        {
            return PlainAnswer.WriteAsync(context, StatusCodes.Status400BadRequest,
                "The path has .. as a part, or a slash, backslash or NUL that is encoded. Write it without.");
        }
        context.Features.Set(ProxyPassage.Of(context, options.UserHeader, trusted));
        return next(context);
    }
}
