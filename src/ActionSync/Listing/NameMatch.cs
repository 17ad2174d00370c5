using ActionSync.Items;
using ActionSync.Naming;
using ActionSync.Trackers;

namespace ActionSync.Listing;

/// <summary>Whether a text that a person typed calls an item, in any case. Pure but for the trackers' knowledge of their own addresses.</summary>
internal sealed class NameMatch
{
    private const string BoardFile = ".md";

    private readonly string _text;
    private readonly string _number;
    private readonly string? _path;
    private readonly HashSet<(string Server, string Place, string Id)> _issues;

    /// <param name="text">As it was typed.</param>
    /// <param name="trackers">They recognise the addresses of their issues.</param>
    public NameMatch(string text, TrackerSet trackers)
    {
        _text = text.Trim();
        _number = WithoutHash(_text);
        var address = _text.Contains("://", StringComparison.Ordinal) ? _text : null;
        _path = address is null && _text.EndsWith(BoardFile, StringComparison.OrdinalIgnoreCase) ? Path.GetFullPath(_text) : null;
        _issues = address is null ? [] : [.. trackers.All.Select(tracker => tracker.Recognise(address)).OfType<IssueRef>().Select(Place)];
    }

    /// <summary>One of its names is this.</summary>
    public bool IsExact(ItemName name) =>
        Same(name.Key, _text) || Same(name.ExplicitId, _text) || Same(name.ByOrdinal, _text) || IsIssue(name);

    /// <summary>One of its names begins so.</summary>
    public bool Begins(ItemName name) =>
        _text.Length > 0 && (Begins(name.Key, _text) || Begins(Slug(name), _text) || Begins(name.ExplicitId, _text) || Begins(name.Number, _text)
            || (_number.Length > 0 && Begins(WithoutHash(name.Number ?? ""), _number)));

    /// <summary>Its issue is called this: by number, file, address, or <c>owner/repository#12</c>.</summary>
    private bool IsIssue(ItemName name)
    {
        if (name.Number is not { } number)
            return IsAddress(name.Url);
        return (_number.Length > 0 && Same(WithoutHash(number), _number))
            || Same(number, _text + BoardFile)
            || Same(name.Place + number, _text)
            || Same(name.Place?.Split('/')[^1] + number, _text)
            || IsAddress(name.Url)
            || (name is { Server: { } server, Place: { } place, IssueId: { } id } && _issues.Contains((server, place, id)));
    }

    private bool IsAddress(string? url) => url is not null
        && (Same(url, _text.TrimEnd('/')) || (_path is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsFile && uri.LocalPath == _path));

    private static (string Server, string Place, string Id) Place(IssueRef issue) => (issue.Server, issue.Place, issue.Id);

    private static string Slug(ItemName name) => name.Key[Math.Min(name.IncidentId.Length + 1, name.Key.Length)..];

    private static string WithoutHash(string number) => number.StartsWith('#') ? number[1..] : number;

    private static bool Same(string? name, string text) => text.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool Begins(string? name, string text) => name?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true;
}
