namespace ActionSync.Simulators.Chaos;

/// <summary>What a run found: everything that is not as it should be, each a sentence.</summary>
/// <param name="Folder">Documents, boards and the workers' logs; kept where something is wrong.</param>
public sealed record ChaosVerdict(Figures Figures, IReadOnlyList<string> Violations, string Folder);
