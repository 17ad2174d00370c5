namespace ActionSync.Sync.Moving;

/// <summary>Registers what has the ledger follow trackers that are called otherwise or live elsewhere.</summary>
internal static class MovingRegistration
{
    public static IServiceCollection AddMoving(this IServiceCollection services) => services
        .AddSingleton<TrackerRename>()
        .AddSingleton<TrackerMove>();
}
