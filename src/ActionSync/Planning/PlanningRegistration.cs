namespace ActionSync.Planning;

/// <summary>Registers the stage that compares documents with the ledger.</summary>
internal static class PlanningRegistration
{
    public static IServiceCollection AddPlanning(this IServiceCollection services) => services
        .AddSingleton<ItemAsker>()
        .AddSingleton<SyncPlanner>()
        .AddSingleton<Router>()
        .AddSingleton<RouteHoles>()
        .AddSingleton<Unroutable>()
        .AddSingleton<UnknownSeverity>()
        .AddSingleton<UnknownOwners>()
        .AddSingleton<UnassignableOwners>()
        .AddSingleton<UnassignedItems>();
}
