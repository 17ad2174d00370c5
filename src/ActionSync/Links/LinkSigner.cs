namespace ActionSync.Links;

/// <summary>Makes the addresses of links: those of acts, signed, and those of pages, which are for everybody who may see pages.</summary>
/// <param name="url">Where people reach the pages, without a slash at its end.</param>
/// <param name="key">Signs; null where addresses are only shown, and lead nowhere.</param>
/// <param name="ledgerNamespace">The ledger that the links are of.</param>
internal sealed class LinkSigner(string url, LinkKey? key, string ledgerNamespace)
{
    public string AddressOf(SignedLink link) =>
        $"{url}/{(link.Act == LinkAct.Unsubscribe ? LinkPaths.Unsubscribe : LinkPaths.Act)}/{(key is null ? "..." : link.Sign(key, ledgerNamespace))}";

    public string PageOf(string shortName) => $"{url}{LinkPaths.Item(shortName)}";
}
