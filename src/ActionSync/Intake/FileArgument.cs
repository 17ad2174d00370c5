namespace ActionSync.Intake;

/// <summary>One document that a person named.</summary>
/// <param name="Label">What it is called in messages.</param>
internal abstract record FileArgument(string Label)
{
    /// <summary>A file.</summary>
    /// <param name="Identity">The path that identifies an incident without an id; null for the one that the file has anyway.</param>
    /// <param name="IsListed">A listing of a folder gave it, and nobody named it.</param>
    internal sealed record Lying(string Path, string? Identity = null, bool IsListed = false) : FileArgument(Path);

    /// <summary>A text that is handed over without a file.</summary>
    /// <param name="Name">The name that it is given; null for none, and then the text has to say which incident it is about.</param>
    internal sealed record Text(string? Name, Func<Stream> Open) : FileArgument(Name ?? StandardInput);

    /// <summary>Something of which nothing can be read.</summary>
    /// <param name="Why">A sentence with a next step.</param>
    internal sealed record Unreadable(string Label, string Why) : FileArgument(Label);

    /// <summary>How the command line calls its standard input.</summary>
    public const string StandardInput = "-";
}
