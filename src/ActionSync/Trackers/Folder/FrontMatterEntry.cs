using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActionSync.Trackers.Folder;

/// <summary>One key of the front matter; offsets are those of the whole text.</summary>
/// <param name="AfterColon">Where a value could start.</param>
/// <param name="ValueStart">Where the value stands now; equal to <paramref name="ValueEnd"/> where it is empty.</param>
internal sealed record FrontMatterEntry(string Key, int Line, int AfterColon, int ValueStart, int ValueEnd)
{
    private const int DeepestNesting = 32;
    private const string OpensYaml = "\"'[{|>&*!";

    /// <summary>The value where it is one text; null where it is empty, a list or something else.</summary>
    public string? Text { get; init; }

    /// <summary>The values where it is a list of texts.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>Where each item starts, where they stand on lines of their own.</summary>
    public IReadOnlyList<int>? ItemPlaces { get; init; }
    public LineProblem? Problem { get; init; }

    /// <summary>Neither a text, nor a list of texts, nor empty.</summary>
    public bool IsOther { get; init; }

    /// <summary>Reads one key's lines, by YAML's rules first and as a person surely meant them second.</summary>
    public static FrontMatterEntry Read(string text, int start, int end, int line)
    {
        var colon = Colon(text, start);
        var key = text[start..colon].Trim().Trim('"', '\'');
        var entry = new FrontMatterEntry(key, line, colon + 1, colon + 1, colon + 1);
        try
        {
            return entry.WithYaml(text[start..end], start);
        }
        catch (YamlException error)
        {
            // An error at the very end is one of what should have ended before.
            var last = text.AsSpan(start, end - start).Count('\n');
            return entry.AsPlainLine(text, end) ?? entry with
            {
                Problem = new(line + (int)Math.Clamp(error.Start.Line - 1, 0, last), $"\"{key}\" cannot be read: {error.Message.TrimEnd('.')}",
                    $"write it as {key}: \"...\""),
            };
        }
    }

    private FrontMatterEntry WithYaml(string yaml, int offset)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        parser.Consume<MappingStart>();
        parser.Consume<Scalar>();
        var read = parser.Accept<Scalar>(out _) ? WithScalar(parser.Consume<Scalar>(), yaml, offset)
            : parser.TryConsume<SequenceStart>(out var list) ? WithList(parser, list, offset)
            : Other(parser);
        // Whatever follows on the same lines must be sound YAML, too.
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar or SequenceStart or MappingStart)
                throw new YamlException(parser.Current.Start, parser.Current.End, "a second value follows the first");
        }
        return read;
    }

    private FrontMatterEntry WithScalar(Scalar scalar, string yaml, int offset)
    {
        var bare = scalar.Style == ScalarStyle.Plain;
        if (bare && scalar.Value.Length == 0)
            return this;
        // A block's end is counted after its last line ending, which is not ours to replace.
        var end = yaml.AsSpan(0, (int)scalar.End.Index).TrimEnd().Length;
        var isNull = bare && scalar.Value is "null" or "~" or "Null" or "NULL";
        return this with { Text = isNull ? null : scalar.Value.Trim(), ValueStart = offset + (int)scalar.Start.Index, ValueEnd = offset + end };
    }

    private FrontMatterEntry WithList(Parser parser, SequenceStart start, int offset)
    {
        var items = new List<string>();
        var places = new List<int>();
        var end = start.End;
        while (parser.TryConsume<Scalar>(out var item))
        {
            items.Add(item.Value);
            places.Add(offset + (int)item.Start.Index);
            end = item.End;
        }
        if (!parser.TryConsume<SequenceEnd>(out var close))
            return Other(parser);
        // The parser's mark of the end stands before the bracket.
        if (start.Style == SequenceStyle.Flow)
            return this with { Items = items, ValueStart = offset + (int)start.Start.Index, ValueEnd = offset + (int)close.Start.Index + 1 };
        // One item a line: the whole list stands for the value, from the colon on.
        return this with { Items = items, ItemPlaces = places, ValueStart = AfterColon, ValueEnd = offset + (int)end.Index };
    }

    private FrontMatterEntry Other(Parser parser)
    {
        for (var depth = 0; parser.MoveNext() && depth >= 0;)
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            // The parser looks back over all that is open at each step.
            if (depth > DeepestNesting)
                throw new YamlException(parser.Current!.Start, parser.Current.End, $"the value is nested more than {DeepestNesting} deep");
        }
        return this with { IsOther = true };
    }

    /// <summary>"@alice" and "Fix: the pool" are no YAML, but nobody doubts what they say.</summary>
    private FrontMatterEntry? AsPlainLine(string text, int end)
    {
        var value = text.AsSpan(AfterColon, end - AfterColon);
        if (value.Contains('\n') || value.TrimStart() is not [var first, ..] || OpensYaml.Contains(first))
            return null;
        var comment = value.IndexOf(" #");
        var told = comment < 0 ? value : value[..comment];
        var start = AfterColon + told.Length - told.TrimStart().Length;
        return this with { Text = told.Trim().ToString(), ValueStart = start, ValueEnd = start + told.Trim().Length };
    }

    private static int Colon(string text, int start)
    {
        var from = text[start] is '"' or '\'' ? text.IndexOf(text[start], start + 1) : start;
        return text.IndexOf(':', from);
    }
}
