using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Items;

/// <summary>A few hex digits that stand for a text where the text itself cannot.</summary>
internal static class ShortHash
{
    public const int Length = 12;

    public static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }
}
