namespace ActionSync.Items;

/// <summary>The fields of an action item that documents and people both write.</summary>
public enum ItemField
{
    Title,
    Owner,
    Priority,
    Deadline,
    State,
}

/// <summary>The fields' names as ledgers, receipts and plans keep them, and as sentences say them.</summary>
public static class ItemFields
{
    public const string Title = "title";
    public const string Owner = "owner";
    public const string Priority = "priority";
    public const string Deadline = "deadline";
    public const string State = "state";

    public static string ToWord(this ItemField field) => field switch
    {
        ItemField.Title => Title,
        ItemField.Owner => Owner,
        ItemField.Priority => Priority,
        ItemField.Deadline => Deadline,
        ItemField.State => State,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
