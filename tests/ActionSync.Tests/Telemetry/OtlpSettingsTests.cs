using ActionSync.Telemetry;

namespace ActionSync.Tests.Telemetry;

/// <summary>What OpenTelemetry's variables switch on.</summary>
public sealed class OtlpSettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [InlineData("", false, false)]
    [InlineData("OTEL_SERVICE_NAME=x", false, false)]
    [InlineData($"{Endpoint}=", false, false)]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:4317", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://127.0.0.1:4317", false, true)]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317 OTEL_TRACES_EXPORTER=none", true, false)]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317 OTEL_METRICS_EXPORTER=prometheus", false, true)]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317 OTEL_METRICS_EXPORTER=otlp", true, true)]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317 OTEL_SDK_DISABLED=True", false, false)]
    public void An_endpoint_switches_on_and_the_rest_narrows(string variables, bool metrics, bool traces)
    {
        var otlp = Of(variables);

        Assert.Equal((metrics, traces, metrics || traces), (otlp.SendsMetrics, otlp.SendsTraces, otlp.IsOn));
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL=5000", 5)]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL=0", 60)]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL=often", 60)]
    public void Metrics_are_sent_as_often_as_is_said(string variables, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Of(variables).MetricsEvery);

    [Theory]
    [InlineData($"{Endpoint}=http://127.0.0.1:4317/path?key=secret", "127.0.0.1:4317")]
    [InlineData($"{Endpoint}=http://user:secret@collector:4317", "collector:4317")]
    [InlineData($"{Endpoint}=secret", $"the address in {Endpoint}")]
    public void Where_to_is_said_without_what_could_be_secret(string variables, string where) => Assert.Equal(where, Of(variables).Where);

    private static OtlpSettings Of(string variables) => new(
        variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1]));
}
