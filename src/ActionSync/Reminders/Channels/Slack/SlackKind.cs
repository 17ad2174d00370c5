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

    public static ChannelKind Entry { get; } = new(
        Name, KindFactory<IReminderChannel>.Of<SlackOptions>(Create, Check),
        options => options is SlackOptions { Token: not null } ? ChannelUse.On : ChannelUse.Off)
    {
        Needs = nameof(SlackOptions.Token),
        Account = Account,
        AddServices = services => services.AddChannelHttp<SlackChannel>(Name, RequestLog.Path),
    };

    private static SlackChannel Create(IServiceProvider services, SlackOptions options) =>
        ActivatorUtilities.CreateInstance<SlackChannel>(services, options, services.GetRequiredService<IHttpClientFactory>().CreateClient(Name));

    private static void Check(SlackOptions slack, CheckedOptions check)
    {
        if (slack is { Token: not null, AllowInsecure: false } && InTheClear.Is(slack.BaseUrl))
            check.Findings.Add($"{check.Key}:BaseUrl", $"is http, so the token would travel in the clear; use https, or set {check.Key}:AllowInsecure to true");
    }
}
