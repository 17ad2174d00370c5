namespace ActionSync.Trackers.Http;

/// <summary>
/// Makes one tracker a good guest: writes go one after the other, evenly spaced, and nothing at all goes out before a limit ends.
/// It waits for its own spacing (seconds) but never for a limit: that is an exception, and the work comes back in a later pass.
/// </summary>
internal sealed class Pacer(string service, int? writesPerMinute, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TimeSpan _gap = writesPerMinute is { } writes ? TimeSpan.FromMinutes(1) / writes : TimeSpan.Zero;
    private readonly Lock _gate = new();
    private DateTimeOffset _nextWrite = DateTimeOffset.MinValue;
    private DateTimeOffset _blockedUntil = DateTimeOffset.MinValue;

    /// <summary>The service said so: no request before that time.</summary>
    public void BlockUntil(DateTimeOffset until)
    {
        lock (_gate)
            _blockedUntil = until > _blockedUntil ? until : _blockedUntil;
    }

    /// <exception cref="TrackerException">Limited: the time that was told has not come yet.</exception>
    public void ThrowIfBlocked()
    {
        lock (_gate)
        {
            if (clock.GetUtcNow() < _blockedUntil)
                throw AnswerReading.Limited(service, null, _blockedUntil);
        }
    }

    /// <summary>Waits for the turn to write; the turn lasts until it is disposed of.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var wait = _nextWrite - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken);
            ThrowIfBlocked();
            _nextWrite = clock.GetUtcNow() + _gap;
            return new Turn(_turn);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

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
