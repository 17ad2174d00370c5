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
        AddServices = services => services.AddChannelHttp<TeamsChannel>(Name, _ => "the workflow's address"),
    };

    private static TeamsChannel Create(IServiceProvider services, TeamsOptions options) =>
        ActivatorUtilities.CreateInstance<TeamsChannel>(services, options, services.GetRequiredService<IHttpClientFactory>().CreateClient(Name));

    private static void Check(TeamsOptions teams, CheckedOptions check)
    {
        if (teams.Url is { } url && !IsTeamsUrl(url))
            check.Findings.Add($"{check.Key}:Url", "is not right; it must be the absolute https address that the Teams workflow shows");
        else if (teams is { Url: { } address, AllowInsecure: false } && InTheClear.Is(address.Reveal()))
            check.Findings.Add($"{check.Key}:Url", $"is http, so whoever is on the way could post, too; use https, or set {check.Key}:AllowInsecure to true");
    }

    // The query holds the signature, so this address may have one.
    private static bool IsTeamsUrl(Secret url) => HttpUrlAttribute.IsHttpUrl(url.Reveal().Split('?')[0]);
}
