namespace ActionSync.Items;

/// <summary>Ends a sentence that another one follows, wherever its words come from.</summary>
internal static class FullStop
{
    public static string After(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' or ':' or '…' ? text : $"{text}.";
}
