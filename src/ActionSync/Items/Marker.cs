using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Items;

/// <summary>The hash that ties an issue to its item whatever happens to the ledger: 20 lower-case hex digits of namespace and key.</summary>
public static class Marker
{
    private const int Bytes = 10;

    /// <summary>The marker of an item; equal inputs give equal markers, for ever.</summary>
    public static string Of(string ledgerNamespace, string itemKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{ledgerNamespace}\n{itemKey}"), hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
