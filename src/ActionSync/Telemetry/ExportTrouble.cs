using System.Diagnostics.Tracing;

namespace ActionSync.Telemetry;

/// <summary>
/// Says once that what is sent by OTLP does not arrive. The exporter itself drops it and goes on, and tells only an event source of its own.
/// </summary>
internal sealed partial class ExportTrouble(OtlpSettings otlp, ILogger<ExportTrouble> logger) : IDisposable
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private Listener? _listener;
    private int _isTold;

    public void Begin() => _listener ??= new Listener(Tell);

    public void Dispose() => _listener?.Dispose();

    private void Tell()
    {
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
            Log.NotSent(logger, otlp.Where);
    }

    private sealed class Listener(Action tell) : EventListener
    {
        /// <summary>Called before the constructor has run, for the sources that are there already.</summary>
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == Exporter)
                EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventSource.Name == Exporter)
                tell?.Invoke();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Metrics and traces do not arrive at {Where}; they are dropped, and all else goes on. Check OTEL_EXPORTER_OTLP_ENDPOINT and the collector; this is said once.")]
        public static partial void NotSent(ILogger logger, string where);
    }
}
