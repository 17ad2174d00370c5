using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Settings;
using ActionSync.Documents;
using ActionSync.Documents.Exports.Datadog;
using ActionSync.Documents.Exports.FireHydrant;
using ActionSync.Documents.Exports.Grafana;
using ActionSync.Documents.Exports.IncidentIo;
using ActionSync.Documents.Exports.Rootly;
using ActionSync.Documents.Exports.Squadcast;
using ActionSync.Documents.Json;
using ActionSync.Documents.Markdown;
using ActionSync.Documents.Yaml;
using ActionSync.Intake;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Comment;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;
using ActionSync.Web;

namespace ActionSync.Hosting;

/// <summary>What can be added to: a document format, a kind of tracker or a channel is a folder of its own and one line here.</summary>
/// <param name="Formats">In the order in which they are named to people; the first is the one that others are compared with.</param>
/// <param name="Trackers">In the order in which they are named to people.</param>
/// <param name="Channels">In the order in which they are tried.</param>
internal sealed record Catalog(IReadOnlyList<DocumentFormat> Formats, IReadOnlyList<TrackerKind> Trackers, IReadOnlyList<ChannelKind> Channels)
{
    public static Catalog Default { get; } = new(
        [
            JsonFormat.Entry,
            YamlFormat.Entry,
            IncidentIoFormat.Entry,
            RootlyFormat.Entry,
            FireHydrantFormat.Entry,
            DatadogFormat.Entry,
            GrafanaFormat.Entry,
            SquadcastFormat.Entry,
            MarkdownFormat.Entry,
        ],
        [
            FolderKind.Entry,
            GitHubKind.Entry,
            JiraKind.Entry,
        ],
        [
            EmailKind.Entry,
            SlackKind.Entry,
            TeamsKind.Entry,
            CommentKind.Entry,
        ]);

    /// <summary>All keys that this catalog makes known.</summary>
    public ConfigurationSchema Schema() => new(
        typeof(ActionSyncOptions),
        new Dictionary<string, KindFamily>
        {
            [nameof(ActionSyncOptions.Trackers)] = new(
                "tracker", Trackers.ToDictionary(kind => kind.Name, kind => kind.Options, StringComparer.OrdinalIgnoreCase)),
            [nameof(ActionSyncOptions.Channels)] = new("channel", Channels.ToDictionary(
                kind => kind.Name, kind => kind.Options, StringComparer.OrdinalIgnoreCase))
            {
                IsOneEach = true
            },
        },
        new Dictionary<string, IReadOnlyList<string>>
        {
            [nameof(PersonOptions.Accounts)] = [.. Trackers.Select(kind => kind.Account)
                .Concat(Channels.Select(kind => kind.Account)).OfType<string>().Distinct()],
            [nameof(GroupOptions.Channels)] = [.. Channels.Select(kind => kind.Group).Where(key => key is { IsSecret: false }).Select(key => key!.Name)],
            [nameof(GroupOptions.SecretChannels)] = [.. Channels.Select(kind => kind.Group).Where(key => key is { IsSecret: true }).Select(key => key!.Name)],
            [nameof(DashboardOptions.WebhookSecrets)] = [.. Trackers.Select(kind => kind.Webhook?.SecretKey).OfType<string>()],
        },
        Map(
            ("Trackers", Map((RouteOptions.BuiltIn, Map((KindFamily.Key, Text(FolderKind.Entry.Name)))))),
            ("Routes", new ListSetting([Map(("Tracker", Text(RouteOptions.BuiltIn)))], ConfigurationSchema.BuiltInOrigin))));

    /// <summary>All options with their defaults.</summary>
    public ActionSyncOptions NewOptions() => new() { Intake = NewIntakeOptions(), Channels = NewChannelOptions() };

    /// <summary>A file of any of the formats is a document.</summary>
    public IntakeOptions NewIntakeOptions() => new() { Include = new DocumentFormats(Formats).NamePatterns };

    /// <summary>How each configured tracker comes to know people; those that take every name as it is have no rule.</summary>
    public IReadOnlyDictionary<string, AccountRule> AccountRules(IEnumerable<TrackerOptions> trackers) => trackers
        .Select(tracker => (tracker.Name, Kind: Trackers.Single(kind => kind.Options == tracker.GetType())))
        .Where(entry => entry.Kind.Account is not null)
        .ToDictionary(
            entry => entry.Name, entry => new AccountRule(entry.Kind.Account!, entry.Kind.AccountSample, entry.Kind.AddressMayDo),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Each channel's options with their defaults.</summary>
    public IReadOnlyDictionary<string, object> NewChannelOptions() =>
        Channels.ToDictionary(kind => kind.Name, kind => Activator.CreateInstance(kind.Options)!, StringComparer.OrdinalIgnoreCase);

    private static TextSetting Text(string text) => new(text, ConfigurationSchema.BuiltInOrigin);

    private static MapSetting Map(params ReadOnlySpan<(string Key, Setting Setting)> entries)
    {
        var map = new MapSetting(ConfigurationSchema.BuiltInOrigin);
        foreach (var (key, setting) in entries)
            map.Entries[key] = setting;
        return map;
    }
}
