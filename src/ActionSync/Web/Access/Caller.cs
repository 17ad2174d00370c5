using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;

namespace ActionSync.Web.Access;

/// <summary>Who asks.</summary>
/// <param name="Actor">As the history says it: <c>page:USER</c>, <c>page:key</c>, <c>page:local</c> or <c>api</c>.</param>
/// <param name="User">The person whom the company's sign-on names; null where it names nobody.</param>
internal sealed record Caller(string Actor, string? User)
{
    public static Caller Of(Area area, string? user, bool isSignedIn) => new(
        area == Area.Api ? Items.Actor.Api : Items.Actor.AtPage(user ?? (isSignedIn ? Items.Actor.Key : Items.Actor.Local)), user);

    /// <summary>The person as the framework knows them: tokens of forms are made out to this name, so that one person's cannot be used by another.</summary>
    public static ClaimsPrincipal Principal(string user) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user), new Claim(ClaimTypes.Name, user)], "proxy"));
}

internal static class CallerExtensions
{
    /// <summary>Who asks; known for every request that is let in.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
