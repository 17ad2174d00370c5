using System.Globalization;

namespace ActionSync.Web.Pages.Frame;

/// <summary>Which page of a list an address asks for.</summary>
internal static class PageNumber
{
    private const int Last = 1_000_000;

    /// <summary>From 1, which is also what is meant by anything that is no number of a page.</summary>
    public static int Of(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= Last ? page : 1;
}
