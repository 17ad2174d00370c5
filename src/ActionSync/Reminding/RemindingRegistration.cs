using ActionSync.Configuration;
using ActionSync.Files;
using ActionSync.Reminding.Channels;
using ActionSync.Reminding.Delivery;
using ActionSync.Reporting;
using ActionSync.Trackers;
using ActionSync.Trackers.Http;

namespace ActionSync.Reminding;

/// <summary>Registers the reminding stage and the report. They need the configuration, the ledger, the trackers and a clock.</summary>
internal static class RemindingRegistration
{
    // What services say to a message is short; more comes from something else.
    private const int LargestAnswer = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddReminding(this IServiceCollection services)
    {
        AddHttp<SlackChannel>(services, ChannelNames.Slack, RequestLog.Path);
        AddHttp<TeamsChannel>(services, ChannelNames.Teams, _ => "the workflow's address");
        services.AddSingleton<IMailer>(provider => provider.GetRequiredService<ActionSyncOptions>().Channels.Email is { Host: { Length: > 0 } } email
            ? new SmtpMailer(email, provider.GetRequiredService<TimeProvider>())
            : new OutboxMailer(provider.GetRequiredService<ActionSyncOptions>().Channels.Email, provider.GetRequiredService<FileRights>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ReminderChannels.From(
            provider.GetRequiredService<ActionSyncOptions>(), provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TrackerSet>(),
            provider.GetRequiredService<PeopleDirectory>(), provider.GetRequiredService<IMailer>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Snoozing>();
        services.AddSingleton<ReminderFactsReader>();
        services.AddSingleton<ReminderBooks>();
        services.AddSingleton(provider => new DigestRebuild(provider.GetRequiredService<ActionSyncOptions>().Reminding, provider.GetRequiredService<PeopleDirectory>()));
        services.AddSingleton<ReminderDelivery>();
        services.AddSingleton<ReminderPass>();
        services.AddSingleton<ReminderRun>();
        services.AddSingleton<ReminderDoctor>();
        services.AddSingleton<Reports>();
        services.AddSingleton<WeeklyReport>();
        return services;
    }

    /// <summary>No redirects, which would carry the token elsewhere, and no logging of addresses, which are secrets.</summary>
    private static void AddHttp<TChannel>(IServiceCollection services, string name, Func<Uri, string> shown) => RequestLog.AddTo(services
        .AddHttpClient(name, http => (http.Timeout, http.MaxResponseContentBufferSize) = (Patience, LargestAnswer))
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15), ConnectTimeout = TimeSpan.FromSeconds(10) })
        .RemoveAllLoggers(), typeof(TChannel).FullName!, shown);
}
