namespace ActionSync.Web.Access;

/// <summary>Refuses paths that mean another one to whoever reads them next: a proxy, the router or a file system.</summary>
internal static class RequestPath
{
    /// <summary>True for <c>..</c> as a part, and for slashes, backslashes and NUL that are hidden by encoding.</summary>
    /// <param name="target">As it stands in the request's first line.</param>
    public static bool IsMisleading(string target)
    {
        var path = PathOf(target);
        if (path.Contains('\\') || path.Contains('\0'))
            return true;
        if (!path.Contains('%') && !path.Contains("..", StringComparison.Ordinal))
            return false;
        return path.Contains("%2f", StringComparison.OrdinalIgnoreCase) || path.Contains("%5c", StringComparison.OrdinalIgnoreCase)
            || path.Contains("%00", StringComparison.Ordinal)
            || path.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split('/').Contains("..");
    }

    /// <summary>Without query; a proxy's form of the line begins with scheme and host.</summary>
    private static string PathOf(string target)
    {
        var path = target.Split('?')[0];
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (path.StartsWith('/') || scheme < 0)
            return path;
        var start = path.IndexOf('/', scheme + 3);
        return start < 0 ? "/" : path[start..];
    }
}
