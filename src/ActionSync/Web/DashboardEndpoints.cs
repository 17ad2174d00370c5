using ActionSync.Web.Access;

namespace ActionSync.Web;

/// <summary>What <c>run</c> answers over HTTP.</summary>
internal static class DashboardEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<Health>();

    /// <summary>
    /// Health, 200 or 503, each with the same JSON: <c>/health/live</c> (this process does its work; if not, only a restart helps), <c>/health/ready</c> (it
    /// has started and reaches its ledger) and <c>/health</c> (nothing at all is late).
    /// </summary>
    public static void MapDashboard(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<Health>();
        Map(app, "/health/live", _ => Task.FromResult(health.Live()));
        Map(app, "/health/ready", health.ReadyAsync);
        Map(app, "/health", health.WholeAsync);
    }

    private static void Map(WebApplication app, string path, Func<CancellationToken, Task<HealthAnswer>> answer) =>
        app.MapMethods(path, Reading, async context => await (await answer(context.RequestAborted)).WriteAsync(context)).InArea(Area.Open);
}
