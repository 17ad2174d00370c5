using OpenTelemetry.Resources;

namespace ActionSync.Telemetry;

/// <summary>Who sends, as OpenTelemetry's resource attributes say it.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Instance">Of the process: tells workers apart.</param>
internal sealed record TelemetrySource(string Version, string Instance)
{
    private const string ServiceName = "actionsync";

    /// <summary>What <c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> say comes last, and so counts.</summary>
    public void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService(ServiceName, serviceVersion: Version, serviceInstanceId: Instance)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
