using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ActionSync.Telemetry;

/// <summary>Sends the metrics and traces of one pass at its end, where OTLP is on: the process does not live for anybody to ask it.</summary>
internal sealed class OtlpPass : IAsyncDisposable
{
    /// <summary>A collector that hangs keeps nobody longer than this.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;
    private readonly ExportTrouble _trouble;

    private OtlpPass(OtlpSettings otlp, TelemetrySource source, ExportTrouble trouble)
    {
        _trouble = trouble;
        _trouble.Begin();
        if (otlp.SendsMetrics)
            _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(source.Describe).AddMeter(Counters.MeterName).SendBy(otlp).Build();
        if (otlp.SendsTraces)
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(source.Describe).SendBy(otlp).Build();
    }

    /// <summary>Null where OTLP is off.</summary>
    public static OtlpPass? Begin(OtlpSettings otlp, TelemetrySource source, ILoggerFactory loggers) =>
        otlp.IsOn ? new OtlpPass(otlp, source, new ExportTrouble(otlp, loggers.CreateLogger<ExportTrouble>())) : null;

    public async ValueTask DisposeAsync()
    {
        var milliseconds = (int)Within.TotalMilliseconds;
        try
        {
            await Task.WhenAll(
                Task.Run(() => _metrics?.Shutdown(milliseconds)), Task.Run(() => _traces?.Shutdown(milliseconds))).WaitAsync(Within);
        }
        catch (TimeoutException)
        {
            // What could not be sent ends with the process.
        }
        _trouble.Dispose();
    }
}
