using ActionSync.Ledger;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActionSync.Dashboard;

/// <summary>What <c>run</c> answers over HTTP.</summary>
internal static class DashboardEndpoints
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<LedgerHealth>("ledger");
        return services;
    }

    /// <summary><c>/health</c>: 200 while the worker can do its work, 503 while it cannot.</summary>
    public static void MapDashboard(this WebApplication app) => app.MapHealthChecks("/health");

    private sealed class LedgerHealth(LedgerDatabase ledger, WorkerStart worker) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var work = await ledger.ReadAsync(cancellationToken);
                await work.Trackers.AllAsync(cancellationToken);
                return worker.IsStarted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The schedule is not started yet.");
            }
            catch (Exception e) when (e is System.Data.Common.DbException or LedgerException)
            {
                return HealthCheckResult.Unhealthy("The ledger cannot be read.");
            }
        }
    }
}
