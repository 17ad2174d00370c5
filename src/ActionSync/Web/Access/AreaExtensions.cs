namespace ActionSync.Web.Access;

internal static class AreaExtensions
{
    /// <summary>Says what the endpoints are; without it they are pages.</summary>
    public static TBuilder InArea<TBuilder>(this TBuilder endpoints, Area area) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new AreaMetadata(area));

    /// <summary>What is asked for; known once the request is routed.</summary>
    public static Area Area(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AreaMetadata>()?.Area ?? Access.Area.Page;

    private sealed record AreaMetadata(Area Area);
}
