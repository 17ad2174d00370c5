using ActionSync.Documents.Markdown.Annotation;

namespace ActionSync.Documents.Markdown;

/// <summary>The entry of Markdown in the list of document formats.</summary>
internal static class MarkdownFormat
{
    public static DocumentFormat Entry { get; } = new("Markdown", [MarkdownReader.Ending, ".markdown"], MarkdownReader.Read) { Places = MarkdownPlaces.Of };
}
