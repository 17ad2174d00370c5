using ActionSync.Intake;
using ActionSync.Reminders;

namespace ActionSync.Reports;

/// <summary>Registers the reports. They need the reminding stage's mailer.</summary>
internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportBuilder>()
        .AddSingleton<PromiseMonths>()
        .AddSingleton<MailReaders>()
        .AddSingleton(provider => new NamedReaders(provider.GetRequiredService<IntakeOptions>().Report))
        .AddSingleton<WeeklyReport>()
        .AddSingleton<IHoldsMessages>(provider => provider.GetRequiredService<WeeklyReport>())
        .AddSingleton<RejectionLetter>()
        .AddSingleton<RejectionReport>()
        .AddSingleton<IHoldsMessages>(provider => provider.GetRequiredService<RejectionReport>());
}
