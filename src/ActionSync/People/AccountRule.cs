namespace ActionSync.People;

/// <summary>How a tracker comes to know whom an owner is there.</summary>
/// <param name="Key">The key of the account under <c>People:&lt;address&gt;</c>.</param>
/// <param name="Sample">What stands in its place until somebody fills it in, such as LOGIN.</param>
/// <param name="AddressMayDo">The service can be asked for an address, so that the key is needed only where that finds nobody.</param>
public sealed record AccountRule(string Key, string Sample, bool AddressMayDo);
