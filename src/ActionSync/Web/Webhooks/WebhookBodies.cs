using System.Buffers;
using System.IO.Pipelines;
using System.Net;

namespace ActionSync.Web.Webhooks;

/// <summary>Reads bodies of callers who are strangers until all of it is read: not too large, not for too long, and not too many at once.</summary>
internal sealed class WebhookBodies : IDisposable
{
    /// <summary>
    /// In bytes. GitHub sends up to 25 MB, but an issue's event holds its text at most twice (2 x 64 Ki characters); Jira Data Center adds all comments.
    /// What is larger still loses a hint, and the poll finds what it tells of.
    /// </summary>
    public const int Limit = 4 * 1024 * 1024;

    private const int AtOnce = 16;

    /// <summary>GitHub gives up after this time.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _room = new(AtOnce);

    public static WebhookAnswer TooLarge { get; } = new(
        HttpStatusCode.RequestEntityTooLarge, $"The body is larger than {Limit / 1024 / 1024} MiB. The next poll finds this change.", IsLast: true);

    /// <summary>
    /// The answer that <paramref name="use"/> gives to the body, which is in the server's pooled memory until then; or why it cannot be read.
    /// </summary>
    public async Task<WebhookAnswer> ReadAsync(PipeReader reader, Func<ReadOnlySequence<byte>, Task<WebhookAnswer>> use, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Within);
        try
        {
            await _room.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(HttpStatusCode.ServiceUnavailable, "Too many deliveries at once. The next poll finds this change.");
        }
        try
        {
            return await WholeAsync(reader, use, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(HttpStatusCode.RequestTimeout, $"The body did not arrive within {Within.TotalSeconds} seconds.", IsLast: true);
        }
        catch (BadHttpRequestException e)
        {
            return new WebhookAnswer((HttpStatusCode)e.StatusCode, "The body is not what the request's headers say.", IsLast: true);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private static async Task<WebhookAnswer> WholeAsync(
        PipeReader reader, Func<ReadOnlySequence<byte>, Task<WebhookAnswer>> use, CancellationToken cancellationToken)
    {
        // A read that a token cancels leaves the reader where the server finds no way on, and logs that.
        await using var stop = cancellationToken.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            WebhookAnswer? answer = null;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (read.Buffer.Length > Limit)
                    answer = TooLarge;
                else if (read.IsCompleted)
                    answer = await use(read.Buffer);
                if (answer is not null)
                    return answer;
            }
            finally
            {
                reader.AdvanceTo(answer is null ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            }
        }
    }
}
