using ActionSync.Simulators.Postgres;

namespace ActionSync.Simulators.Chaos;

/// <summary>What a chaos run is made of; the seed decides everything that is left to chance.</summary>
public sealed record ChaosOptions
{
    public required int Seed { get; init; }

    /// <summary>How long things go wrong; quiet time for the work that is left comes on top.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>More than one needs PostgreSQL.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Null: SQLite. "own": a server of the run's own, which it also restarts. Else the connection string of an empty database.</summary>
    public string? Postgres { get; init; }

    /// <summary>The program under test (dll or executable); null: the one built from this source tree.</summary>
    public string? Program { get; init; }

    /// <summary>The longest that the workers get afterwards to finish what is left.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>The command that runs the same again.</summary>
    public string Again => FormattableString.Invariant(
        $"dotnet run --project tests/ActionSync.Simulators -- chaos --minutes {Duration.TotalMinutes:0.##} --workers {Workers} --seed {Seed}{(Postgres is null ? "" : $" --postgres {(Postgres == Own ? Own : "CONNECTION")}")}");

    /// <summary>PostgreSQL is installed, so that a run can have a server of its own.</summary>
    public static bool CanOwnPostgres => PostgresServer.Missing is null;

    /// <summary>The word for a server of the run's own.</summary>
    public const string Own = "own";
}
