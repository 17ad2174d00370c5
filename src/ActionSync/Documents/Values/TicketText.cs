using System.Text.RegularExpressions;

namespace ActionSync.Documents.Values;

/// <summary>Addresses and keys of issues, as documents write them.</summary>
internal static partial class TicketText
{
    /// <summary>Words before a hyphen and a number that are no project: standards, algorithms, diseases.</summary>
    private static readonly HashSet<string> NoProjects = new(StringComparer.Ordinal)
    {
        "AI",
        "UTF", "SHA", "ISO", "RFC", "CVE", "CWE", "COVID", "AES", "RSA", "MD", "HTTP", "IPV", "TLS", "SSL", "GPT", "EC", "US", "EU", "AP", "AZ", "DC", "Q", "H",
        "T", "P", "SEV", "S", "UTC", "GMT", "PEP", "IEEE", "ASCII", "BASE", "CRC", "HMAC", "PBKDF", "X", "V", "ES", "ED", "K", "M", "G",
    };

    /// <summary>The page of one issue or pull request, in whichever tracker; not a search, a list or a commit.</summary>
    public static bool IsIssue(string url) => IssuePage().IsMatch(url);

    /// <summary>A change that was made: a commit or a comparison of two.</summary>
    public static bool IsChange(string url) => ChangePage().IsMatch(url);

    /// <summary>A list of issues, or a search for them.</summary>
    public static bool IsSearch(string url) => SearchPage().IsMatch(url);

    /// <summary>What people call the issue at an address: <c>owner/repo#12</c> or its key; the address where it has no such name.</summary>
    public static string NameOf(string url)
    {
        if (Repository().Match(url) is { Success: true } match)
            return $"{match.Groups["repo"].Value}#{match.Groups["number"].Value}";
        return KeyInPage().Match(url) is { Success: true } key ? key.Groups["key"].Value : url;
    }

    /// <summary>The whole text is a key: <c>OPS-412</c>, <c>#8902</c>, <c>owner/repo#12</c>, <c>Bug 7012345</c>.</summary>
    public static bool IsKey(string text) => WholeKey().Match(text) is { Success: true } match && IsProject(match.Groups["project"].Value);

    /// <summary>A project's prefix, and no other word that is followed by a hyphen and a number.</summary>
    public static bool IsProject(string prefix) => prefix.Length == 0 || !NoProjects.Contains(prefix);

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(
        @"^https?://[^\s]+?(/(issues|pull|pulls|merge_requests|pull-requests|pullrequests|work_items|tickets?|bugs?|stories|story|issue|task|tasks|t|c)/[A-Za-z]*-?\d+"
        + @"|/browse/[A-Z][A-Z0-9_]*-\d+|/issue/[A-Za-z][A-Za-z0-9]*-\d+|/browse/?$|/(show_bug\.cgi)?\?id=\d+|/T\d+|/c/[A-Za-z0-9]{8}|/t/[a-z0-9]{6,}|/_workitems/edit/\d+"
        + @"|/\+bug/\d+|/0/\d+/\d+|selectedIssue=[A-Z][A-Z0-9_]*-\d+|/b/\d{6,})", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IssuePage();

    [GeneratedRegex(@"^https?://[^\s]+/(-/)?(commit|commits|compare|changeset|c/[^/]+/\+)/", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ChangePage();

    [GeneratedRegex(
        @"^https?://[^\s]+(/(issues|pulls|merge_requests)/?(\?|$)|/issues/\?jql=|[?&](q|jql|query|search)=|/labels?/[^/]+/?$|/milestones?/[^/]+/?$|/projects?/\d+/?$)",
        Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SearchPage();

    [GeneratedRegex(@"^https?://[^/\s]+/(?<repo>[^/\s]+/[^/\s]+?)(/-)?/(issues|pull|merge_requests)/(?<number>\d+)", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"(/browse/|/issue/|selectedIssue=)(?<key>[A-Za-z][A-Za-z0-9_]*-\d+)", Any, 1000)]
    private static partial Regex KeyInPage();

    [GeneratedRegex(
        @"^((?<project>[A-Z][A-Z0-9_]{1,14})-\d{1,7}|([\w.-]+/[\w.-]+)?#\d{1,9}|(bug|issue|ticket|task)\s+#?\d{1,12})$", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WholeKey();
}
