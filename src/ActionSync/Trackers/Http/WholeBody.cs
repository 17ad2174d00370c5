using System.Buffers;
using System.Net;

namespace ActionSync.Trackers.Http;

/// <summary>A body that arrived whole. Its bytes lie in a rented buffer, which is given back when the answer is disposed of.</summary>
internal sealed class WholeBody : HttpContent
{
    private const int SmallestBuffer = 16 * 1024;

    private readonly int _length;
    private byte[]? _rented;

    private WholeBody(byte[] rented, int length, HttpContent from)
    {
        (_rented, _length) = (rented, length);
        foreach (var (name, values) in from.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, _length);

    private byte[] Buffer => _rented ?? throw new ObjectDisposedException(nameof(WholeBody), "The body was read already.");

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="HttpRequestException">It is larger than may be, or breaks off.</exception>
    public static async Task<WholeBody> ReadAsync(HttpContent content, int mostBytes, CancellationToken cancellationToken)
    {
        var told = content.Headers.ContentLength ?? 0;
        ThrowIfTooLarge(told, mostBytes);
        // One byte more than was told, so that the end is seen without another buffer.
        var (buffer, length) = (ArrayPool<byte>.Shared.Rent((int)Math.Max(told + 1, SmallestBuffer)), 0);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                ThrowIfTooLarge(length, mostBytes);
                buffer = length < buffer.Length ? buffer : Grown(buffer);
            }
            return new WholeBody(buffer, length, content);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Bytes).AsTask();

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(Buffer, 0, _length, writable: false));

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _rented, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
        base.Dispose(disposing);
    }

    private static byte[] Grown(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static void ThrowIfTooLarge(long length, int mostBytes)
    {
        if (length > mostBytes)
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, $"The answer has more than {mostBytes} bytes.");
    }
}
