using Microsoft.AspNetCore.Routing;

namespace ActionSync.Web.Access;

internal static class AreaExtensions
{
    /// <summary>Says what the endpoints are; without it they are pages.</summary>
    public static TBuilder InArea<TBuilder>(this TBuilder endpoints, Area area) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new InAreaAttribute(area));

    /// <summary>
    /// What is asked for; known once the request is routed. What is not there, or not there for this method (the router then has an endpoint of its own, which
    /// says 405 and nothing else), counts as what stands beside it.
    /// </summary>
    public static Area Area(this HttpContext context) => context.GetEndpoint() is RouteEndpoint endpoint
        ? endpoint.Metadata.GetMetadata<InAreaAttribute>()?.Area ?? Access.Area.Page
        : Beside(context.Request.Path);

    private static Area Beside(PathString path) =>
        path.StartsWithSegments("/api") ? Access.Area.Api
        : path.StartsWithSegments("/webhooks") || path.StartsWithSegments("/health") ? Access.Area.Open
        : path.StartsWithSegments("/metrics") ? Access.Area.Metrics
        : Access.Area.Page;
}
