namespace ActionSync.Ledger;

/// <summary>Which process this is, in intents and claims: host, process and a number of its own, since process ids come again.</summary>
internal sealed record WorkerIdentity(string Name)
{
    public static WorkerIdentity OfThisProcess() => new($"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}");
}
