using ActionSync.Web.Access;

namespace ActionSync.Web.Signals;

/// <summary>
/// Health, 200 or 503, each with the same JSON: <c>/health/live</c> (this process does its work; if not, only a restart helps), <c>/health/ready</c> (it has
/// started and reaches its ledger) and <c>/health</c> (nothing at all is late).
/// </summary>
internal static class HealthEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Health>().AddSingleton<TrackerBudgets>();

    public static void MapHealth(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<Health>();
        // Hears from its making on.
        app.Services.GetRequiredService<TrackerBudgets>();
        Map(app, HealthPath.Live, _ => Task.FromResult(health.Live()));
        Map(app, HealthPath.Ready, health.ReadyAsync);
        Map(app, HealthPath.Whole, health.WholeAsync);
    }

    private static void Map(WebApplication app, string path, Func<CancellationToken, Task<HealthAnswer>> answer) =>
        app.MapMethods(path, Reading, async context => await (await answer(context.RequestAborted)).WriteAsync(context)).InArea(Area.Open);
}

/// <summary>Where health is asked for, also by <c>actionsync health</c>.</summary>
internal static class HealthPath
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";
    public const string Whole = "/health";

    public static IReadOnlyList<string> All { get; } = [Live, Ready, Whole];
}
