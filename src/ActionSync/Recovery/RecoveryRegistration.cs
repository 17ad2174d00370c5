using ActionSync.Archive;

namespace ActionSync.Recovery;

/// <summary>Registers what compares and mends ledgers.</summary>
internal static class RecoveryRegistration
{
    public static IServiceCollection AddRecovery(this IServiceCollection services) => services
        .AddSingleton<ArchiveReader>()
        .AddSingleton<IncidentReplay>()
        .AddSingleton<LostLedger>()
        .AddSingleton<PastReminders>()
        .AddSingleton<LedgerRebuild>()
        .AddSingleton<ArchiveComparison>()
        .AddSingleton<LedgerVerification>();
}
