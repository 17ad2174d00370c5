namespace ActionSync.Diagnostics;

/// <summary>Registers the doctor. It needs everything else.</summary>
internal static class DiagnosticsRegistration
{
    public static IServiceCollection AddDiagnostics(this IServiceCollection services) => services
        .AddSingleton<ItemFindings>()
        .AddSingleton<LedgerDoctor>()
        .AddSingleton<Doctor>();
}
