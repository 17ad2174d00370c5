namespace ActionSync.Commands;

/// <summary>
/// What the process says to whoever started it. Where several apply: <see cref="Misused"/>, then <see cref="Rejected"/>, then <see cref="Left"/>.
/// </summary>
internal enum ExitCode
{
    /// <summary>All done.</summary>
    Done = 0,

    /// <summary>A document was rejected, or a check failed.</summary>
    Rejected = 1,

    /// <summary>Usage or configuration is wrong.</summary>
    Misused = 2,

    /// <summary>Something is left pending, unknown or failed.</summary>
    Left = 3,

    /// <summary><c>plan --detailed-exitcode</c>: there is something to do.</summary>
    ThereIsWork = 10,
}
