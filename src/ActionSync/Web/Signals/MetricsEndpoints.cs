using ActionSync.Intake;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Delivery;
using ActionSync.Scheduling;
using ActionSync.Telemetry;
using ActionSync.Web.Access;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry.Metrics;

namespace ActionSync.Web.Signals;

/// <summary><c>/metrics</c> in the text format of Prometheus, and where it is asked for, the same and the traces by OTLP.</summary>
internal static class MetricsEndpoints
{
    private const string Path = "/metrics";

    /// <summary>The meters of the runtime and of the web server, beside our own.</summary>
    private static readonly string[] BuiltIn = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <param name="services">Where to.</param>
    /// <param name="otlp">What the environment says of OTLP.</param>
    /// <param name="source">Who sends.</param>
    public static IServiceCollection AddSignals(this IServiceCollection services, OtlpSettings otlp, TelemetrySource source)
    {
        services.AddSingleton<LedgerFigures>().AddSingleton<LedgerGauges>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(source.Describe).WithMetrics(metrics => metrics
            .AddMeter([Counters.MeterName, .. BuiltIn])
            .AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false)
            .SendBy(otlp));
        if (otlp.SendsTraces)
            telemetry.WithTracing(traces => traces.SendBy(otlp));
        if (otlp.IsOn)
            services.AddSingleton(otlp).AddSingleton<ExportTrouble>().AddHostedService<GaugeRefresh>();
        return services;
    }

    public static void MapSignals(this WebApplication app)
    {
        var gauges = app.Services.GetRequiredService<LedgerGauges>();
        app.MapPrometheusScrapingEndpoint(Path, meterProvider: null, branch => branch.Use(async (context, next) =>
        {
            await gauges.RefreshAsync(context.RequestAborted);
            await next(context);
        }), optionsName: null).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).DisableHttpMetrics().InArea(Area.Metrics);
        // Behind the line that made the meter's listener: what nobody listens to is not kept.
        Counters.Begin(
            app.Services.GetRequiredService<ScheduleSettings>().Trackers,
            app.Services.GetRequiredService<ReminderChannels>().All.Select(channel => channel.Name),
            RejectionReason.All, ReminderOutcomes.All);
    }
}
