namespace ActionSync.Reminders.Policy;

/// <summary>A link that a message carries.</summary>
/// <param name="Label">What it does, in a word or two.</param>
/// <param name="Address">Where it leads.</param>
internal sealed record NamedLink(string Label, string Address);
