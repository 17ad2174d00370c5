namespace ActionSync.Items;

/// <summary>Who does things, beside trackers and people by their names; ledgers and receipts keep the words.</summary>
public static class Actor
{
    public const string ActionSync = "actionsync";

    /// <summary>An incident's document asks for it.</summary>
    public const string Document = "document";

    /// <summary>Somebody at the command line, who does not say who.</summary>
    public const string Person = "person";
}
