using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace ActionSync.Web.Api;

/// <summary>What the header Content-Type says of a document that is posted. Pure.</summary>
/// <param name="Ending">The ending of such a file; null where the type says nothing and the text itself tells.</param>
internal sealed record DocumentType(string? Ending)
{
    /// <summary>The types that are taken, with the ending of each.</summary>
    private static readonly Dictionary<string, string?> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [MediaTypeNames.Application.Json] = ".json",
        ["text/json"] = ".json",
        [MediaTypeNames.Text.Markdown] = ".md",
        ["text/x-markdown"] = ".md",
        ["application/yaml"] = ".yaml",
        ["application/x-yaml"] = ".yaml",
        ["text/yaml"] = ".yaml",
        ["text/x-yaml"] = ".yaml",
        [MediaTypeNames.Text.Plain] = null,
        [MediaTypeNames.Application.Octet] = null,
        // What curl says where nothing was said.
        [MediaTypeNames.Application.FormUrlEncoded] = null,
    };

    /// <summary>What the API description and refusals name.</summary>
    public static IReadOnlyList<string> Named { get; } =
        [MediaTypeNames.Application.Json, MediaTypeNames.Text.Markdown, "application/yaml", MediaTypeNames.Text.Plain];

    /// <param name="header">Null or empty where there is none.</param>
    /// <returns>Null where it is no document's.</returns>
    public static DocumentType? Of(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return new DocumentType((string?)null);
        if (!MediaTypeHeaderValue.TryParse(header, out var type) || !Known.TryGetValue(type.MediaType.ToString(), out var ending))
            return null;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString().ToLowerInvariant();
        return charset is "" or "utf-8" or "utf8" or "us-ascii" ? new DocumentType(ending) : null;
    }
}
