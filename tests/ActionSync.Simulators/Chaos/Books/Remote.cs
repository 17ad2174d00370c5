namespace ActionSync.Simulators.Chaos.Books;

/// <summary>A service on the other end of a wire, as far as it can be made to fail.</summary>
/// <param name="Lag">How far its lists are behind from now on.</param>
/// <param name="Stop">Connections are refused until <paramref name="Start"/>.</param>
internal sealed record Remote(Faults Faults, Action<TimeSpan> Lag, Func<Task> Stop, Func<Task> Start);
