using YamlDotNet.Core;

namespace ActionSync.Documents.Yaml;

/// <summary>What a person did where text stopped being YAML, in words that person would use.</summary>
/// <param name="Index">The character where it is seen.</param>
internal readonly record struct YamlMistake(int Index, string Wrong, string Right)
{
    /// <summary>Characters that YAML does not have; one of them would be taken for the end of the text.</summary>
    public static YamlMistake? Forbidden(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] < ' ' && text[at] is not ('\t' or '\n' or '\r'))
                return new YamlMistake(at, $"the control character U+{(int)text[at]:X4} stands here", "text without control characters");
        }
        return null;
    }

    public static YamlMistake Find(string text, Exception error)
    {
        var index = error is YamlException { Start: var start } ? (int)Math.Clamp(start.Index, 0, text.Length) : 0;
        var line = text.AsSpan(index == 0 ? 0 : text.LastIndexOf('\n', index - 1) + 1);
        var indent = line[..(line.Length - line.TrimStart(" \t").Length)];
        if (indent.Contains('\t') || (index < text.Length && text[index] == '\t'))
            return new(index, "a tab stands where the line is indented", "spaces");
        var (wrong, right) = Words(text, index, error.Message.TrimEnd('.').ToLowerInvariant());
        return new(index, wrong, right);
    }

    private static (string Wrong, string Right) Words(string text, int index, string said) => said switch
    {
        _ when said.Contains("quoted scalar", StringComparison.Ordinal) && said.Contains("end of", StringComparison.Ordinal) =>
            ("the text in quotes is not closed", "the closing quote"),
        _ when said.Contains("escape", StringComparison.Ordinal) => ("is no escape that YAML knows", "\\\\ for a backslash, or the text in single quotes"),
        _ when said.Contains("mapping values are not allowed", StringComparison.Ordinal) || said.Contains("invalid mapping", StringComparison.Ordinal) =>
            ("a colon stands inside a value here", "one key a line, or the value in quotes"),
        _ when said.Contains("cannot start any token", StringComparison.Ordinal) && index < text.Length =>
            ($"{Character(text, index)} begins no value", "the value in quotes"),
        _ when said.Contains("expected key", StringComparison.Ordinal) || said.Contains("expected ':'", StringComparison.Ordinal) =>
            ("the line is neither a key nor the end of the value before", "key: value, with the same indentation as the keys beside it"),
        _ when said.Contains("expected '-'", StringComparison.Ordinal) => ("the line is no entry of the list before", "- and the entry, with the same indentation"),
        _ when said.Contains("flow", StringComparison.Ordinal) => ("the list or mapping in brackets is not closed here", "a comma between two values, and ] or } at the end"),
        _ when index >= text.TrimEnd().Length => ("the text ends here, before the document does", "the whole document"),
        _ => ($"is no YAML: {Sentence(said)}", "YAML such as \"key: value\""),
    };

    private static string Character(string text, int index) =>
        Quoted.CharacterAt(System.Text.Encoding.UTF8.GetBytes(text.Substring(index, Math.Min(2, text.Length - index))), 0);

    private static string Sentence(string said) => string.Concat(said.Where(c => !char.IsControl(c)).Take(200));
}
