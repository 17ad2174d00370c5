using ActionSync.Ledger;
using ActionSync.Scheduling;
using ActionSync.Telemetry;
using ActionSync.Web;
using ActionSync.Web.Access;
using ActionSync.Web.Api;
using ActionSync.Web.Links;
using ActionSync.Web.Pages;
using ActionSync.Web.Signals;
using ActionSync.Web.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;

namespace ActionSync.Hosting;

/// <summary>Puts the worker of <c>run</c> together.</summary>
internal static class WorkerHost
{
    /// <summary>The step at hand is finished within this time after SIGTERM.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(7.5);

    public static WebApplication Build(ActionSyncOptions options, Catalog catalog, TimeProvider clock, Action<ILoggingBuilder> logging)
    {
        // Nothing that a host brings along unasked: no settings beside the program, no other prefixes of the environment, no watch on files that nobody reads
        // again.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Under systemd it is told when the worker is up and when it stops; first, since it would have a word on how the log looks, too.
        builder.Services.AddSystemd();
        builder.Logging.QuietAccess();
        logging(builder.Logging);
        if (ListenAddress.Split(options.Dashboard.Urls) is { Length: > 0 } addresses)
            builder.WebHost.UseKestrelCore().UseUrls(addresses);
        else
            builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddRoutingCore();
        builder.Services.AddActionSync(options, catalog, clock).AddSchedule(ScheduleOf(options)).AddAccess().AddHealth().AddPages().AddLinkPages().AddApi()
            .AddWebhooks();
        AddSignals(builder);
        builder.Services.AddSingleton<WorkerService>().AddHostedService(services => services.GetRequiredService<WorkerService>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        var app = builder.Build();
        app.UseAccess();
        app.MapAccess();
        app.MapHealth();
        app.MapPages();
        app.MapSignals();
        app.MapLinks();
        app.MapWebhooks();
        app.MapApi();
        return app;
    }

    /// <summary>Of the environment OpenTelemetry sees its own variables and no others.</summary>
    private static void AddSignals(WebApplicationBuilder builder)
    {
        var otlp = OtlpSettings.OfProcess();
        builder.Configuration.AddInMemoryCollection(otlp.Variables!);
        builder.Services.AddSignals(otlp, new TelemetrySource(ProgramVersion.Text, WorkerIdentity.Process));
    }

    public static ScheduleSettings ScheduleOf(ActionSyncOptions options) =>
        new(options.Intake, options.Refreshing, options.Schedule, options.Ledger, [.. options.Trackers.Keys], options.Reminding.TimeZone);
}
