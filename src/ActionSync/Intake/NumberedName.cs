using System.Text;

namespace ActionSync.Intake;

/// <summary>A file's name, or one with a number before its extension where another has it: two alike both stay.</summary>
internal static class NumberedName
{
    /// <summary>File systems take 255 bytes.</summary>
    private const int MostBytes = 255;

    /// <param name="name">The file's own name.</param>
    /// <param name="number">From 1, which is the name itself.</param>
    /// <param name="room">How many bytes must be free behind it.</param>
    public static string Of(string name, int number, int room = 0)
    {
        var (stem, ending) = (Path.GetFileNameWithoutExtension(name), (number == 1 ? "" : $"-{number}") + Path.GetExtension(name));
        while (Encoding.UTF8.GetByteCount(stem + ending) > MostBytes - room && stem.Length > 1)
            stem = stem[..(char.IsLowSurrogate(stem[^1]) ? ^2 : ^1)];
        return stem + ending;
    }
}
