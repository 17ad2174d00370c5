using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports;

/// <summary>Ids, addresses and keys that other tools give.</summary>
internal static class ExportIds
{
    /// <summary>An id on one line; null where it could not be told from others or typed.</summary>
    public static string? Fit(string text) =>
        PlainLine.Of(text) is { Length: <= Limits.Id } id && id.Any(char.IsLetterOrDigit) ? id : null;

    public static bool IsAddress(string text) => text.Length <= Limits.Url && !text.Contains(' ')
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    public static string? Key(string text) => PlainLine.Of(text) is { Length: > 0 and <= Limits.Line } key ? key : null;
}
