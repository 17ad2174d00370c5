namespace ActionSync.Reports;

/// <summary>Registers the reports. They need the reminding stage's mailer.</summary>
internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportBuilder>()
        .AddSingleton<MailReaders>()
        .AddSingleton<WeeklyReport>()
        .AddSingleton<RejectionLetter>()
        .AddSingleton<RejectionReport>();
}
