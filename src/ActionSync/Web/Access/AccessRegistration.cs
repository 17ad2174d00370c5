namespace ActionSync.Web.Access;

/// <summary>Who may ask what: every request passes here, between routing and its endpoint.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services;

    /// <summary>Behind routing, since an endpoint says what it is by <see cref="AreaExtensions.InArea"/>, and before anti-forgery.</summary>
    public static void UseAccess(this WebApplication app)
    {
    }
}
