using ActionSync.Files;
using ActionSync.Links;
using ActionSync.Mail;
using ActionSync.People;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Following;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders;

/// <summary>Registers the reminding stage and mail. They need the configuration, the ledger, the trackers and a clock.</summary>
internal static class RemindingRegistration
{
    /// <param name="services">Where to.</param>
    /// <param name="channels">The list of channels, in the order in which they are tried, each with its options.</param>
    public static IServiceCollection AddReminding(this IServiceCollection services, IReadOnlyList<(ChannelKind Kind, object Options)> channels)
    {
        foreach (var (kind, _) in channels)
            kind.AddServices(services);
        foreach (var rule in ReminderStore.ColumnRules)
            services.AddSingleton(rule);
        services.AddSingleton(GroupListStore.ColumnRule);
        services.AddSingleton<IMailer>(provider => provider.GetRequiredService<EmailOptions>() is { Host: { Length: > 0 } } email
            ? new SmtpMailer(email, provider.GetRequiredService<TimeProvider>())
            : new OutboxMailer(
                provider.GetRequiredService<EmailOptions>(), provider.GetRequiredService<FileRights>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ReminderChannels.From(channels, provider));
        services.AddSingleton(provider => GroupPlaces.From(provider.GetRequiredService<IReadOnlyDictionary<string, GroupOptions>>(), channels, provider));
        services.AddSingleton<LinkKeys>();
        services.AddSingleton<Snoozes>();
        services.AddSingleton<ReminderSlots>();
        services.AddSingleton<KnownPeople>();
        services.AddSingleton<Mutes>();
        services.AddSingleton<Handovers>();
        services.AddSingleton<FollowedLinks>();
        services.AddSingleton<ReminderFactsReader>();
        services.AddSingleton<ScopedFactsReader>();
        services.AddSingleton<PersonalForecast>();
        services.AddSingleton<ReminderJournal>();
        services.AddSingleton<DigestRebuild>();
        services.AddSingleton<DigestLinks>();
        services.AddSingleton<ReminderDelivery>();
        services.AddSingleton<ReminderPass>();
        services.AddSingleton<ReminderRun>();
        services.AddSingleton<GroupLists>();
        services.AddSingleton<IHoldsMessages>(provider => provider.GetRequiredService<ReminderRun>());
        services.AddSingleton<IHoldsMessages>(provider => provider.GetRequiredService<GroupLists>());
        services.AddSingleton<MissedSlots>();
        services.AddSingleton<SilenceFindings>();
        services.AddSingleton<ReminderDoctor>();
        return services;
    }
}
