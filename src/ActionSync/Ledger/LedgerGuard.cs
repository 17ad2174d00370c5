namespace ActionSync.Ledger;

/// <summary>
/// Keeps a worker from working on with a ledger that lies. It is examined before the first job, every night, and when a job fails in a way that a sound ledger
/// does not explain; while it is damaged no job begins, and that is said once.
/// </summary>
internal sealed partial class LedgerGuard(LedgerDatabase ledger, LedgerExamination examination, TimeProvider clock, ILogger<LedgerGuard> logger)
{
    /// <summary>People may have mended it: it is looked at again after this time.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task? _first;
    private LedgerException? _damage;
    private DateTimeOffset _lookedAt;

    /// <summary>Why no job begins; null while the ledger is sound.</summary>
    public string? Damage => _damage?.Message;

    /// <summary>The ledger's file is not in its place any more: the worker has to end.</summary>
    public LedgerException? Gone { get; private set; }

    /// <summary>Before a job does anything. Throws where the ledger is damaged.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await FirstAsync(cancellationToken);
        if (_damage is not null && clock.GetUtcNow() - _lookedAt >= LookAgain)
            await ExamineAsync(cancellationToken);
        if (_damage is { } damage)
            throw damage;
    }

    /// <summary>
    /// Before a poll, which itself reads only what changed in the tracker: rows that were damaged meanwhile show here and not only at night. Throws at the
    /// first.
    /// </summary>
    public async Task ReadItemsAsync(CancellationToken cancellationToken)
    {
        if (ledger.IsShared)
            return;
        await using var work = await ledger.ReadAsync(cancellationToken);
        await foreach (var _ in work.Items.AllAsync().WithCancellation(cancellationToken))
        {
            // Reading the row is all.
        }
    }

    /// <summary>Looks at all of it. A server keeps its own files; reading every row of it from every worker would be too much.</summary>
    public async Task ExamineAsync(CancellationToken cancellationToken)
    {
        if (ledger.IsShared && _damage is null)
            return;
        var findings = await examination.FindAsync(thorough: false, cancellationToken);
        Set(findings.Count == 0 ? null : LedgerException.Damaged(ledger.Where, findings, new InvalidOperationException("Found by an examination.")));
    }

    /// <summary>True where what went wrong is the ledger's damage or loss, which is told here.</summary>
    public async Task<bool> ExplainsAsync(Exception error, CancellationToken cancellationToken)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is LedgerException { IsGone: true } gone)
            {
                Gone = gone;
                return true;
            }
            if (cause is LedgerException { IsDamage: true } && ReferenceEquals(cause, _damage))
                return true;
        }
        if (!LedgerDamage.IsOne(error) && !IsWorthALook(error))
            return false;
        if (await examination.ExplainAsync(error, cancellationToken) is not { } damage)
        {
            _lookedAt = clock.GetUtcNow();
            return false;
        }
        Set(damage);
        return true;
    }

    /// <summary>A job that fails at every turn must not have the whole ledger read at every turn.</summary>
    private bool IsWorthALook(Exception error) =>
        !ledger.IsShared && !Outage.IsCollision(error.GetBaseException()) && clock.GetUtcNow() - _lookedAt >= LookAgain;

    private Task FirstAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_first is null or { IsFaulted: true } or { IsCanceled: true })
                _first = ExamineAsync(cancellationToken);
        }
        return _first.WaitAsync(cancellationToken);
    }

    private void Set(LedgerException? damage)
    {
        var before = _damage;
        (_damage, _lookedAt) = (damage, clock.GetUtcNow());
        if (damage is not null && damage.Message != before?.Message)
            Log.Damaged(logger, damage.Message);
        else if (damage is null && before is not null)
            Log.Mended(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Damage}")]
        public static partial void Damaged(ILogger logger, string damage);

        [LoggerMessage(Level = LogLevel.Information, Message = "The ledger is sound again; work goes on")]
        public static partial void Mended(ILogger logger);
    }
}
