using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ActionSync.Web.Access;

/// <summary>Who may ask what: every request passes here on its way to its endpoint.</summary>
internal static class AccessRegistration
{
    /// <summary>So many connections at once leave the process files to open for its own work.</summary>
    private const int Connections = 512;

    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>Bytes a second, after a grace: a body that never ends does not hold its connection for ever.</summary>
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>().AddSingleton<KeyTries>().AddSingleton<TrustedProxies>().AddSingleton<PublicAddress>().AddSingleton<ProtectionKeys>();
        services.AddDataProtection().SetApplicationName("ActionSync");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<ProtectionKeys>()));
        services.AddAntiforgery(forms =>
        {
            // The headers of every answer say more than the one that it would add.
            forms.SuppressXFrameOptionsHeader = true;
            forms.FormFieldName = "token";
            Restrict(forms.Cookie, "actionsync.forms");
        });
        services.AddAuthentication(SignInEndpoints.Scheme).AddCookie(SignInEndpoints.Scheme, sign =>
        {
            Restrict(sign.Cookie, "actionsync.sign-in");
            sign.Events.OnValidatePrincipal = RefuseChangedKey;
        });
        // How large a body may be says BodyCheck, by what is asked for.
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue);
        return services.Configure<KestrelServerOptions>(Limit);
    }

    /// <summary>
    /// Errors of the framework that whoever sends nonsense can cause at will, and those that are said in words of ours. Goes before what the configuration
    /// says, which can have them all the same.
    /// </summary>
    public static void QuietAccess(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None);

    /// <summary>
    /// Everything between the server and the endpoints, in its order: an endpoint says what it is by <see cref="AreaExtensions.InArea"/>, so who may ask is
    /// decided behind routing, and before a form's token is looked at.
    /// </summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseMiddleware<PassageCheck>();
        FollowProxies(app);
        var address = app.Services.GetRequiredService<PublicAddress>();
        if (address.Path.HasValue)
            app.UsePathBase(address.Path);
        app.Use((context, next) =>
        {
            if (address.IsSecure(context.Request))
                context.Request.Scheme = "https";
            return next(context);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<AccessCheck>();
        app.UseMiddleware<BodyCheck>();
        app.UseAntiforgery();
        app.UseMiddleware<FormCheck>();
    }

    /// <summary>Where people sign in and out.</summary>
    public static void MapAccess(this WebApplication app) => SignInEndpoints.Map(app);

    /// <summary>Without trusted proxies the framework would believe nobody, or, with empty lists, everybody: it is not asked.</summary>
    private static void FollowProxies(WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<TrustedProxies>();
        if (trusted.Networks.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto
                | ForwardedHeaders.XForwardedPrefix,
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in trusted.Networks)
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }

    private static void Restrict(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>A sign-in holds as long as the key that it was made with.</summary>
    private static Task RefuseChangedKey(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.FindFirst(SignInEndpoints.KeyClaim)?.Value is not { } mark
            || !context.HttpContext.RequestServices.GetRequiredService<ApiKeys>().Holds(mark))
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    private static void Limit(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.RequestHeadersTimeout = HeadersWithin;
        server.Limits.MinRequestBodyDataRate = SlowestBody;
        server.Limits.MaxConcurrentConnections = Connections;
    }
}
