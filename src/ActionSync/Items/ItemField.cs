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
