using System.Collections;
using System.Globalization;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ActionSync.Telemetry;

/// <summary>
/// What the environment says of OTLP, by OpenTelemetry's own variables
/// (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/): it is on where an endpoint is set.
/// </summary>
/// <param name="variables">Those that begin with <see cref="Prefix"/>, by name.</param>
internal sealed class OtlpSettings(IReadOnlyDictionary<string, string> variables)
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What the specification says where nothing is set.</summary>
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);

    /// <summary>All that is for OpenTelemetry itself, which reads it from the host's configuration.</summary>
    public IReadOnlyDictionary<string, string> Variables => variables;

    public bool IsOn => SendsMetrics || SendsTraces;

    public bool SendsMetrics => Sends("METRICS");

    public bool SendsTraces => Sends("TRACES");

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan MetricsEvery =>
        int.TryParse(Of("OTEL_METRIC_EXPORT_INTERVAL"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : UsualInterval;

    /// <summary>Where to, for people: host and port, since an address can hold a secret.</summary>
    public string Where => new[] { Endpoint, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" }
        .Select(Of).FirstOrDefault(value => value is not null) is { } endpoint && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.Authority.Split('@')[^1]
            : "the address in " + Endpoint;

    public static OtlpSettings OfProcess() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal));

    private bool Sends(string signal) =>
        (Of(Endpoint) ?? Of($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")) is not null
        && Of($"OTEL_{signal}_EXPORTER") is null or "otlp"
        && !"true".Equals(Of("OTEL_SDK_DISABLED"), StringComparison.OrdinalIgnoreCase);

    /// <summary>A variable that is empty counts as unset.</summary>
    private string? Of(string name) => variables.GetValueOrDefault(name) is { Length: > 0 } value ? value.Trim() : null;
}

/// <summary>What is sent by OTLP, where the settings say so.</summary>
internal static class OtlpExtensions
{
    public static MeterProviderBuilder SendBy(this MeterProviderBuilder metrics, OtlpSettings otlp) => otlp.SendsMetrics ? metrics.AddOtlpExporter() : metrics;

    public static TracerProviderBuilder SendBy(this TracerProviderBuilder traces, OtlpSettings otlp) =>
        otlp.SendsTraces ? traces.AddSource(Tracing.SourceName).AddOtlpExporter() : traces;
}
