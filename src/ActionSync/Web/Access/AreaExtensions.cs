namespace ActionSync.Web.Access;

internal static class AreaExtensions
{
    /// <summary>Says what the endpoints are; without it they are pages.</summary>
    public static TBuilder InArea<TBuilder>(this TBuilder endpoints, Area area) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new InAreaAttribute(area));

    /// <summary>What is asked for; known once the request is routed. What is not there counts as what stands beside it.</summary>
    public static Area Area(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<InAreaAttribute>()?.Area
        ?? (context.Request.Path.StartsWithSegments("/api") ? Access.Area.Api : Access.Area.Page);
}
