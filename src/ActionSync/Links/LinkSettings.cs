using ActionSync.Configuration;

namespace ActionSync.Links;

/// <summary>What the configuration says of the links in messages; see <c>Dashboard:PublicUrl</c> and <c>Dashboard:LinkKey</c>.</summary>
/// <param name="PublicUrl">Where people reach this program's pages; null where messages carry no links.</param>
/// <param name="Key">What links are signed with, a secret a line; null where the ledger keeps one of its own.</param>
internal sealed record LinkSettings(string? PublicUrl, Secret? Key)
{
    /// <summary>The key of the configuration that holds <see cref="Key"/>.</summary>
    public const string KeyName = "Dashboard:LinkKey";

    /// <summary>The address without a slash at its end; null for none.</summary>
    public string? Base { get; } = string.IsNullOrWhiteSpace(PublicUrl) ? null : PublicUrl.TrimEnd('/');

    /// <summary>The report's page; null where messages carry no links.</summary>
    public string? ReportPage => Base is { } url ? url + LinkPaths.Report : null;
}
