namespace ActionSync.Configuration;

/// <summary>Options that stand under a name of the user's choice.</summary>
public interface INamedOptions
{
    /// <summary>The key that the options stand under; not a key itself.</summary>
    string Name { get; set; }
}
