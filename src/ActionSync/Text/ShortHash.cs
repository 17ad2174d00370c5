using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActionSync.Text;

/// <summary>A few hex digits that stand for a text where the text itself cannot.</summary>
internal static class ShortHash
{
    public const int Length = 12;

    public static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        // The chars themselves: half a surrogate pair is lost in UTF-8.
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }
}
