using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ActionSync.Web.Webhooks;

/// <summary>A body's HMAC-SHA256, as a header claims it: <c>sha256=</c> and 64 hexadecimal digits.</summary>
internal sealed class WebhookSignature
{
    private const string Method = "sha256=";

    private readonly byte[] _claimed;

    private WebhookSignature(byte[] claimed) => _claimed = claimed;

    /// <summary>Null where the header is missing, there twice, or of another form.</summary>
    public static WebhookSignature? Parse(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Method, StringComparison.Ordinal)
            || text.Length != Method.Length + (2 * HMACSHA256.HashSizeInBytes))
            return null;
        var claimed = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(text.AsSpan(Method.Length), claimed, out _, out _) == OperationStatus.Done ? new WebhookSignature(claimed) : null;
    }

    /// <summary>Whether the claim is true; how long the answer takes tells nothing about it.</summary>
    public bool IsOf(ReadOnlySequence<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        foreach (var piece in body)
            hmac.AppendData(piece.Span);
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), _claimed);
    }
}
