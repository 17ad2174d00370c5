using ActionSync.Files;

namespace ActionSync.Ledger;

/// <summary>Registers the ledger that the configuration asks for.</summary>
internal static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton(WorkerIdentity.OfThisProcess())
        .AddSingleton<Outage>()
        .AddSingleton<LedgerBackup>()
        .AddSingleton<LedgerExamination>()
        .AddSingleton<LedgerGuard>()
        .AddSingleton(provider => Make(provider, LedgerAccess.ReadWrite));

    /// <summary>For commands that only show; goes behind <see cref="AddLedger"/>.</summary>
    public static IServiceCollection AddReadOnlyLedger(this IServiceCollection services) =>
        services.AddSingleton(provider => Make(provider, LedgerAccess.ReadOnly));

    private static LedgerDatabase Make(IServiceProvider provider, LedgerAccess access)
    {
        var options = provider.GetRequiredService<LedgerOptions>();
        var index = provider.GetService<IItemIndex>();
        var (outage, clock) = (provider.GetRequiredService<Outage>(), provider.GetRequiredService<TimeProvider>());
        return options.Provider == LedgerProvider.Postgres
            ? new PostgresDatabase(options.ConnectionString.Reveal(), outage, clock, access, index)
            : new SqliteDatabase(options.ConnectionString.Reveal(), clock, outage, access, provider.GetRequiredService<FileRights>(), index);
    }
}
