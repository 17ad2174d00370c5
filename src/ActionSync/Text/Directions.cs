using System.Text;

namespace ActionSync.Text;

/// <summary>Text that is written from right to left, among other text.</summary>
internal static class Directions
{
    private const int FirstIsolate = 0x2068;
    private const int PopIsolate = 0x2069;

    /// <summary>Keeps a right-to-left text from turning round what stands beside it; for places that have no mark-up for that.</summary>
    public static string Isolate(string line) =>
        line.EnumerateRunes().Any(IsRightToLeft) ? $"{char.ConvertFromUtf32(FirstIsolate)}{line}{char.ConvertFromUtf32(PopIsolate)}" : line;

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
