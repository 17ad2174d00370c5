namespace ActionSync.Text;

/// <summary>
/// A text by which others in any case are found; equal where <see cref="StringComparison.OrdinalIgnoreCase"/> says so, which no database can.
/// </summary>
public static class Folded
{
    /// <summary>Behind every text that begins with what stands before it.</summary>
    public const string Last = "\U0010FFFF";

    public static string Of(string text) => text.ToUpperInvariant();
}
