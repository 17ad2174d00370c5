namespace ActionSync.Ledger;

/// <summary>Which process this is, in intents and claims: host, process and a number of its own, since process ids come again.</summary>
internal sealed record WorkerIdentity(string Name)
{
    /// <summary>Host and process, for people and for what ends with the process.</summary>
    public static string Process { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    public static WorkerIdentity OfThisProcess() => new($"{Process}/{Guid.CreateVersion7():N}");
}
