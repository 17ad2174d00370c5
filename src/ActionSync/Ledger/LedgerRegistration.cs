using ActionSync.Configuration;

namespace ActionSync.Ledger;

/// <summary>Registers the ledger that the configuration asks for.</summary>
internal static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<Outage>()
        .AddSingleton<LedgerBackup>()
        .AddSingleton(provider => Make(provider.GetRequiredService<LedgerOptions>(), provider));

    private static LedgerDatabase Make(LedgerOptions options, IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return options.Provider == LedgerProvider.Postgres
            ? new PostgresDatabase(options.ConnectionString.Reveal(), provider.GetRequiredService<Outage>(), clock)
            : new SqliteDatabase(options.ConnectionString.Reveal(), clock);
    }
}
