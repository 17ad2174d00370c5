using ActionSync.Links;

namespace ActionSync.Web.Pages.Frame;

/// <summary>Where each page is, as a path on this server; what stands in a name is escaped as in the links of messages (<see cref="LinkPaths"/>).</summary>
internal static class PageAddress
{
    public const string Overview = "/";
    public const string Items = LinkPaths.Items;
    public const string People = "/people";
    public const string Inbox = "/inbox";
    public const string Report = LinkPaths.Report;

    /// <param name="name">Any name of the item, as a rule its short one.</param>
    public static string Item(string name) => LinkPaths.Item(name);

    public static string Incident(string id) => LinkPaths.Named("/incidents", id);

    /// <summary>What uploads would change.</summary>
    public static string Uploads(IEnumerable<string> ids) => $"/inbox/plan?{string.Join('&', ids.Select(id => $"upload={id}"))}";

    /// <summary>A document as it came.</summary>
    public static string Document(string incident, int revision) => With($"/documents/{revision}", "incident", incident);

    /// <summary>An address with one more value in its query.</summary>
    public static string With(string address, string name, string value) =>
        $"{address}{(address.Contains('?') ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";

    /// <param name="address">A mail address, or the owner as the document writes them.</param>
    public static string Person(string address) => LinkPaths.Named("/people", address);
}
