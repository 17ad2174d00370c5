using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>The entry of Microsoft Teams in the list of channels.</summary>
internal static class TeamsKind
{
    public const string Name = "Teams";

    public static ChannelKind Entry { get; } = new(
        Name, KindFactory<IReminderChannel>.Of<TeamsOptions>(Create, Check),
        options => options is TeamsOptions { Url: not null } ? ChannelUse.On : ChannelUse.Off)
    {
        Needs = nameof(TeamsOptions.Url),
        Group = new("TeamsUrl", IsSecret: true, (url, options) => UrlProblem(url, (TeamsOptions)options),
            (services, _, url, key) => new TeamsGroupPoster(Post(services, url, key))),
        Setup = [new(nameof(TeamsOptions.Url), "the address that the Teams workflow shows") { IsSecret = true }],
        AddServices = services => services.AddChannelHttp<TeamsChannel>(Name, _ => "the workflow's address"),
    };

    private static TeamsChannel Create(IServiceProvider services, TeamsOptions options) =>
        new(options, Post(services, options.Url!.Reveal(), $"Channels:{Name}:{nameof(TeamsOptions.Url)}"));

    private static TeamsPost Post(IServiceProvider services, string url, string key) =>
        new(url, key, services.GetRequiredService<IHttpClientFactory>().CreateClient(Name), services.GetRequiredService<TimeProvider>());

    private static void Check(TeamsOptions teams, CheckedOptions check)
    {
        if (teams.Url is { } url && UrlProblem(url.Reveal(), teams) is { } problem)
            check.Findings.Add($"{check.Key}:Url", problem);
    }

    private static string? UrlProblem(string url, TeamsOptions teams) =>
        !IsTeamsUrl(url) ? "is not right; it must be the absolute https address that the Teams workflow shows"
        : !teams.AllowInsecure && InTheClear.Is(url)
            ? $"is http, so whoever is on the way could post, too; use https, or set Channels:{Name}:AllowInsecure to true"
        : null;

    // The query holds the signature, so this address may have one.
    private static bool IsTeamsUrl(string url) => HttpUrlAttribute.IsHttpUrl(url.Split('?')[0]);
}
