using System.CommandLine;

namespace ActionSync.Commands;

/// <summary>How the commands that look at documents say what they found.</summary>
internal enum CheckFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>An array, one object a file, for programs.</summary>
    Json,

    /// <summary>Annotations of a pull request.</summary>
    GitHub,
}

/// <summary>The option <c>--format</c> of those commands.</summary>
internal static class CheckFormats
{
    public static Option<string> Option() => new Option<string>("--format")
    {
        Description = "text, json (an array, one object a file), or github (annotations).",
        DefaultValueFactory = _ => "text",
        HelpName = "FORMAT",
    }.OneOf("text", "json", "github");

    public static CheckFormat Of(string word) => Enum.Parse<CheckFormat>(word, ignoreCase: true);

    /// <summary>Says everything in a form for programs.</summary>
    public static void Write(CheckFormat format, IReadOnlyList<CheckedFile> files)
    {
        foreach (var line in format == CheckFormat.Json ? CheckJsonText.Lines(files) : GitHubAnnotations.Of(files))
            Terminal.Line(line);
    }
}
