using ActionSync.Configuration;

namespace ActionSync.Ledger;

/// <summary>Registers the ledger that the configuration asks for.</summary>
internal static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services.AddSingleton<LedgerDatabase>(provider =>
        new SqliteDatabase(provider.GetRequiredService<LedgerOptions>().ConnectionString.Reveal(), provider.GetRequiredService<TimeProvider>()));
}
