using ActionSync.Archive;

namespace ActionSync.Sync.Refreshing;

/// <summary>Registers the stage that reads back what people did.</summary>
internal static class RefreshingRegistration
{
    public static IServiceCollection AddRefreshing(this IServiceCollection services) => services
        .AddSingleton<UnlistedIssues>()
        .AddSingleton<RefreshApplier>()
        .AddSingleton<Duplicates>()
        .AddSingleton<Refresher>()
        .AddSingleton<ReceiptWriter>();
}
