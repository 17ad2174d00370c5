using ActionSync.Configuration;
using ActionSync.Configuration.Rules;
using ActionSync.Trackers.Http;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>The entry of Slack in the list of channels.</summary>
internal static class SlackKind
{
    public const string Name = "Slack";

    /// <summary>The key of a person's member id.</summary>
    public const string Account = "Slack";

    /// <summary>The key of a team's channel.</summary>
    public const string GroupKey = "Slack";

    public static ChannelKind Entry { get; } = new(
        Name, KindFactory<IReminderChannel>.Of<SlackOptions>(Create, Check),
        options => options is SlackOptions { Token: not null } ? ChannelUse.On : ChannelUse.Off)
    {
        Needs = nameof(SlackOptions.Token),
        Account = Account,
        Group = new(GroupKey, IsSecret: false, (channel, options) => GroupProblem(channel, (SlackOptions)options),
            (services, options, channel, key) => new SlackGroupPoster(Client(services, (SlackOptions)options), channel, key)),
        Setup = [new(nameof(SlackOptions.Token), "the bot token of the Slack app (xoxb-...)") { IsSecret = true }],
        AddServices = services => services.AddChannelHttp<SlackChannel>(Name, RequestLog.Path),
    };

    private static string? GroupProblem(string channel, SlackOptions slack) =>
        !IsChannel(channel) ? "is not right; it must be a channel as \"#payments\", or its id as \"C024BE91L\""
        : slack.Token is null ? "is a Slack channel, but Channels:Slack:Token is not set; set it, or take this out"
        : null;

    // Slack's own rule: letters without capitals, digits, hyphens and underscores, up to 80; ids are capitals and digits.
    private static bool IsChannel(string text) => text is ['#', .. { Length: > 0 and <= 80 } name]
        ? name.All(c => c is '-' or '_' || (char.IsLetterOrDigit(c) && !char.IsUpper(c)))
        : text is ['C' or 'G', .. { Length: >= 8 } rest] && rest.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static SlackClient Client(IServiceProvider services, SlackOptions options) => new(
        options, services.GetRequiredService<IHttpClientFactory>().CreateClient(Name), services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<SlackGroupPoster>>());

    private static SlackChannel Create(IServiceProvider services, SlackOptions options) =>
        ActivatorUtilities.CreateInstance<SlackChannel>(services, options, services.GetRequiredService<IHttpClientFactory>().CreateClient(Name));

    private static void Check(SlackOptions slack, CheckedOptions check)
    {
        if (slack is { Token: not null, AllowInsecure: false } && InTheClear.Is(slack.BaseUrl))
            check.Findings.Add($"{check.Key}:BaseUrl", $"is http, so the token would travel in the clear; use https, or set {check.Key}:AllowInsecure to true");
    }
}
