namespace ActionSync.DryRun;

/// <summary>Registers what says beforehand what a pass would do.</summary>
internal static class DryRunRegistration
{
    public static IServiceCollection AddDryRun(this IServiceCollection services) => services
        .AddSingleton<DryRunComparison>()
        .AddSingleton<DryRunOutlook>();
}
