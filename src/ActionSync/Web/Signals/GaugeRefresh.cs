using ActionSync.Telemetry;

namespace ActionSync.Web.Signals;

/// <summary>Reads the gauges of the ledger as often as OTLP sends them, and says where what is sent does not arrive.</summary>
internal sealed class GaugeRefresh(LedgerGauges gauges, OtlpSettings otlp, ExportTrouble trouble, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        trouble.Begin();
        using var turns = new PeriodicTimer(otlp.MetricsEvery, clock);
        do
        {
            await gauges.RefreshAsync(stoppingToken);
        }
        while (await turns.WaitForNextTickAsync(stoppingToken));
    }
}
