namespace ActionSync.Items;

/// <summary>The command that releases what waits for a person's word, as people type it.</summary>
internal static class ConfirmHint
{
    public const string All = "actionsync confirm --all";

    /// <summary>For one incident; quoted where a shell would read its id as something else.</summary>
    public static string Of(string incident) =>
        $"actionsync confirm {(incident.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':') ? incident : $"\"{incident}\"")}";
}
