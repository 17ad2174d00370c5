namespace ActionSync.Trackers.Http;

/// <summary>
/// Makes one tracker a good guest: writes go one after the other, evenly spaced, and nothing at all goes out before a limit ends.
/// It waits for its own spacing (seconds) but never for a limit: that is an exception, and the work comes back in a later pass.
/// Both are measured as time passes: a clock that is set back makes neither longer.
/// </summary>
internal sealed class Pacer(string service, int? writesPerMinute, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TimeSpan _gap = writesPerMinute is { } writes ? TimeSpan.FromMinutes(1) / writes : TimeSpan.Zero;
    private readonly Lock _gate = new();
    private long? _lastWrite;
    private (long Since, TimeSpan For)? _block;

    /// <summary>The service said so: no request before that time.</summary>
    public void BlockUntil(DateTimeOffset until)
    {
        lock (_gate)
        {
            var wait = until - clock.GetUtcNow();
            if (_block is not { } known || wait > Left(known))
                _block = (clock.GetTimestamp(), wait);
        }
    }

    /// <exception cref="TrackerException">Limited: the time that was told has not come yet.</exception>
    public void ThrowIfBlocked()
    {
        lock (_gate)
        {
            if (_block is { } block && Left(block) is var left && left > TimeSpan.Zero)
                throw AnswerReading.Limited(service, null, clock.GetUtcNow() + left);
        }
    }

    /// <summary>Waits for the turn to write; the turn lasts until it is disposed of.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_lastWrite is { } last && _gap - clock.GetElapsedTime(last) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken);
            ThrowIfBlocked();
            _lastWrite = clock.GetTimestamp();
            return new Turn(_turn);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

    private TimeSpan Left((long Since, TimeSpan For) block) => block.For - clock.GetElapsedTime(block.Since);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
                turn.Release();
        }
    }
}
