using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Items;

namespace ActionSync.Trackers.GitHub;

/// <summary>Where the repository's API and pages are, on github.com, a GitHub Enterprise server or a stand-in.</summary>
internal sealed partial class GitHubAddresses
{
    public GitHubAddresses(GitHubOptions options)
    {
        Base = new Uri(options.BaseUrl.TrimEnd('/') + "/");
        var parts = options.Repository.Split('/', 2);
        (Owner, Name, Repository) = (parts[0], parts[^1], options.Repository);
        // api.github.com serves the API of github.com, and api.NAME.ghe.com that of NAME.ghe.com; an Enterprise server serves its own, below /api/v3.
        var isApart = Base.AbsolutePath == "/" && Base.Authority.StartsWith("api.", StringComparison.OrdinalIgnoreCase);
        var host = isApart ? Base.Authority["api.".Length..] : Base.Authority;
        Place = new TrackerPlace($"{Base.Scheme}://{host}".ToLowerInvariant(), Repository);
    }

    /// <summary>Of the API, with a slash at the end.</summary>
    public Uri Base { get; }

    public string Owner { get; }

    /// <summary>The repository's, without its owner.</summary>
    public string Name { get; }

    /// <summary>owner/name, as configured.</summary>
    public string Repository { get; }

    public TrackerPlace Place { get; }

    /// <summary>An address of the API.</summary>
    public Uri Api(string path) => new(Base, path);

    /// <summary>An address below the repository; "" is the repository itself.</summary>
    public Uri Of(string path = "") => new(Base, $"repos/{Repository}{(path.Length == 0 ? "" : "/" + path)}");

    public Uri Issue(string number, string path = "") => Of($"issues/{number}{(path.Length == 0 ? "" : "/" + path)}");

    /// <summary>Whether an address that an answer gave may be followed with our credentials.</summary>
    public bool IsOurs(Uri url) => url.Authority.Equals(Base.Authority, StringComparison.OrdinalIgnoreCase) && url.Scheme == Base.Scheme;

    public IssueRef Ref(GitHubIssueDto issue)
    {
        var number = issue.Number.ToString(CultureInfo.InvariantCulture);
        return new IssueRef(Place.Server, Place.Path, number, $"#{number}", issue.HtmlUrl);
    }

    /// <summary>An issue of which only the number is known.</summary>
    public IssueRef Ref(string number) => new(Place.Server, Place.Path, number, $"#{number}", $"{Place.Server}/{Repository}/issues/{number}");

    /// <summary>The issue or pull request of this repository that a web or API address names: both have one row of numbers.</summary>
    public IssueRef? Recognise(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        return IssuePath().Match(uri.AbsolutePath) is { Success: true } match && IsHere(uri) && IsRepository(match) ? Ref(match.Groups["number"].Value) : null;
    }

    /// <summary>The one that owner/name#12 means, or #12 alone, which says nothing of the repository.</summary>
    public IssueRef? RecogniseKey(string key) =>
        IssueKey().Match(key) is { Success: true } match && (!match.Groups["repository"].Success || IsRepository(match))
            ? Ref(match.Groups["number"].Value)
            : null;

    private bool IsRepository(Match match) => match.Groups["repository"].Value.Equals(Repository, StringComparison.OrdinalIgnoreCase);

    /// <summary>The pages' host or the API's; links of old are http, and some are written with www.</summary>
    private bool IsHere(Uri uri)
    {
        var host = uri.Authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Authority["www.".Length..] : uri.Authority;
        return new[] { new Uri(Place.Server).Authority, Base.Authority }.Contains(host, StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(
        "^(?:/api/v3)?(?:/repos)?/(?<repository>[^/]+/[^/]+)/(issues/(?<number>[1-9][0-9]{0,8})/?|pulls?/(?<number>[1-9][0-9]{0,8})(/(files|commits|checks)(/.*)?)?/?)$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IssuePath();

    [GeneratedRegex(@"^(?<repository>[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)?#(?<number>[1-9][0-9]{0,8})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IssueKey();
}
