using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActionSync.Documents.Markdown;

/// <summary>The values at the top of a Markdown file, between lines of <c>---</c> (YAML) or <c>+++</c> (TOML): the plain ones of the outermost level.</summary>
internal sealed partial class FrontMatter
{
    private const string Yaml = "---";
    private const string Toml = "+++";

    private readonly Dictionary<string, (string Value, int Line)> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many lines it takes, its own fences included; 0 where there is none.</summary>
    private int Lines { get; init; }

    /// <summary>The values, and the text without them in which every line is still where it was.</summary>
    public static (FrontMatter Values, SourceText Body) Split(SourceText source)
    {
        var fence = source.Line(1).TrimEnd();
        var end = fence is Yaml or Toml ? EndOf(source, fence) : 0;
        var front = new FrontMatter { Lines = end };
        if (end == 0)
            return (front, source);
        if (fence == Toml)
            front.ReadToml(source);
        else if (end > 2)
            front.ReadYaml(source);
        var length = source.EndOf(end);
        var blank = string.Concat(source.Text[..length].Select(c => c == '\n' ? '\n' : ' '));
        return (front, SourceText.Of(blank + source.Text[length..]));
    }

    /// <summary>The first of these keys that has a value, and its line.</summary>
    public (string Value, int Line)? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (_values.TryGetValue(key, out var value))
                return value;
        }
        return null;
    }

    private static int EndOf(SourceText source, string fence)
    {
        for (var line = 2; line <= source.LineCount; line++)
        {
            if (source.Line(line).TrimEnd() is var text && (text == fence || (fence == Yaml && text == "...")))
                return line;
        }
        return 0;
    }

    private void ReadYaml(SourceText source)
    {
        try
        {
            var parser = new Parser(new StringReader(source.Text[source.StartOf(2)..source.EndOf(Lines - 1)]));
            var (depth, key) = (0, default(string));
            while (parser.MoveNext())
            {
                depth += parser.Current!.NestingIncrease;
                if (depth != DepthOfValues || parser.Current is not Scalar scalar)
                {
                    key = parser.Current is MappingEnd or SequenceEnd ? null : key;
                    continue;
                }
                if (key is null)
                    key = scalar.Value;
                else
                {
                    Add(key, scalar.Value, (int)scalar.Start.Line + 1);
                    key = null;
                }
            }
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // What was read before the mistake stands; site generators are as forgiving. The parser has other exceptions for some mistakes.
        }
    }

    /// <summary>A stream, a document and a mapping are open.</summary>
    private const int DepthOfValues = 3;

    private void ReadToml(SourceText source)
    {
        for (var line = 2; line < Lines && !source.Line(line).TrimStart().StartsWith('['); line++)
        {
            if (TomlValue().Match(source.Line(line)) is { Success: true } match)
                Add(match.Groups["key"].Value, match.Groups["text"].Success ? match.Groups["text"].Value : match.Groups["plain"].Value, line);
        }
    }

    private void Add(string key, string value, int line)
    {
        if (!string.IsNullOrWhiteSpace(value))
            _values.TryAdd(key.Trim(), (value.Trim(), line));
    }

    [GeneratedRegex(
        @"^\s*(?<key>[\w-]+)\s*=\s*(""(?<text>[^""]*)""|'(?<text>[^']*)'|(?<plain>[^\s\[{#]+))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TomlValue();
}
