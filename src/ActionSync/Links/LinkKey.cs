using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Links;

/// <summary>A key that links are signed with, and the few bytes by which a link says which key that was.</summary>
internal sealed class LinkKey(string secret)
{
    public const int IdBytes = 4;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>It tells keys apart and nothing about them.</summary>
    public byte[] Id { get; } = SHA256.HashData(Encoding.UTF8.GetBytes($"actionsync link key\n{secret}"))[..IdBytes];

    /// <summary>Fills <paramref name="signature"/> with the beginning of the text's HMAC-SHA256 (RFC 2104, section 5, allows half of it).</summary>
    public void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, text, whole);
        whole[..signature.Length].CopyTo(signature);
    }
}
