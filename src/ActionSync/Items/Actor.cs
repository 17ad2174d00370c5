namespace ActionSync.Items;

/// <summary>
/// Who does things, beside a tracker's accounts. Ledgers and receipts keep the words: <c>actionsync</c>, <c>cli:USER</c>, <c>page:USER</c>,
/// <c>link:ADDRESS</c>, <c>api</c>, and <c>document</c> for what an incident's document asks.
/// </summary>
public static class Actor
{
    public const string ActionSync = "actionsync";

    /// <summary>An incident's document asks for it.</summary>
    public const string Document = "document";

    /// <summary>Somebody who does not say who; so older versions called whoever gave a command.</summary>
    public const string Person = "person";

    /// <summary>A program, by the HTTP API.</summary>
    public const string Api = "api";

    /// <summary>At a page: whoever sits at the worker's own machine.</summary>
    public const string Local = "local";

    /// <summary>At a page: whoever has the dashboard's key.</summary>
    public const string Key = "key";

    private const string CommandLine = "cli:";

    private const string Page = "page:";
    private const string Link = "link:";

    private static readonly string[] Prefixes = [CommandLine, Page, Link];

    /// <summary>Somebody at the command line.</summary>
    /// <param name="user">As the machine knows them.</param>
    public static string AtCommandLine(string user) => CommandLine + user;

    /// <summary>Somebody at a page.</summary>
    /// <param name="user">As the company's sign-on names them; <see cref="Local"/> or <see cref="Key"/> where nobody does.</param>
    public static string AtPage(string user) => Page + user;

    /// <summary>Somebody who follows a link in a message to them.</summary>
    /// <param name="address">Whose link it is.</param>
    public static string ByLink(string address) => Link + address;

    /// <summary>A person asked ActionSync for it, rather than a document, a tracker or ActionSync itself.</summary>
    public static bool IsPerson(string? who) => who is Person or Api || PrefixOf(who) is not null;

    /// <summary>What a sentence calls them.</summary>
    public static string NameOf(string who) => who switch
    {
        Page + Local => "somebody at the worker's machine",
        Page + Key => "somebody with the key",
        _ => PrefixOf(who) is { } prefix ? who[prefix.Length..] : who,
    };

    private static string? PrefixOf(string? who) =>
        who is null ? null : Prefixes.FirstOrDefault(prefix => who.StartsWith(prefix, StringComparison.Ordinal));
}
