using System.Text.Json;
using ActionSync.Configuration.Binding;
using ActionSync.Files;

namespace ActionSync.Configuration.Settings;

/// <summary>Reads a JSON file. Comments and trailing commas are welcome; keys that begin with $ are notes for people and editors.</summary>
internal static class JsonSettings
{
    /// <summary>In bytes: tens of thousands of people. What is read takes many times as much memory.</summary>
    private const int LongestFile = 2 * 1024 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The file's settings; an empty map, with a problem noted, where it cannot be read.</summary>
    /// <param name="name">The full path, which is also what messages call it.</param>
    public static MapSetting Read(string name, Findings findings)
    {
        try
        {
            if (OpenedFile.ReadText(name, LinkRule.Follow, LongestFile) is not { } text)
            {
                findings.Add(name, $"has more than {LongestFile:N0} bytes; that is no configuration, or one that lists what does not concern ActionSync");
                return new MapSetting(name);
            }
            using var document = JsonDocument.Parse(text, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Map(document.RootElement, "", name, findings);
            findings.Add(name, "holds no JSON object; the keys of the configuration go between { and }");
        }
        catch (JsonException problem)
        {
            // The reader's own message can quote the text, and the text can be a secret.
            findings.Add(name, $"is not valid JSON at line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(name, "there is no such file");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            findings.Add(name, $"cannot be read: {problem.Message}");
        }
        return new MapSetting(name);
    }

    private static MapSetting Map(JsonElement element, string path, string name, Findings findings)
    {
        var map = new MapSetting(name);
        foreach (var property in element.EnumerateObject().Where(property => !property.Name.StartsWith('$')))
        {
            var key = Wording.Join(path, property.Name);
            if (!map.Entries.TryAdd(property.Name, Convert(property.Value, key, name, findings)))
                findings.Add(key, "is given twice (case is ignored); keep one", name);
        }
        return map;
    }

    private static Setting Convert(JsonElement element, string path, string name, Findings findings) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element, path, name, findings),
        JsonValueKind.Array => new ListSetting(
            [.. element.EnumerateArray().Select((item, index) => Convert(item, Wording.Join(path, index.ToString()), name, findings))], name),
        JsonValueKind.Null => new NothingSetting(name),
        JsonValueKind.String => new TextSetting(element.GetString()!, name, element.Clone()),
        _ => new TextSetting(element.GetRawText(), name, element.Clone()),
    };
}
