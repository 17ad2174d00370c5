namespace ActionSync.Linting;

/// <summary>Registers what looks at the style of documents.</summary>
internal static class LintingRegistration
{
    public static IServiceCollection AddLinting(this IServiceCollection services) => services
        .AddSingleton<DocumentLint>()
        .AddTransient<EarlierActions>();
}
