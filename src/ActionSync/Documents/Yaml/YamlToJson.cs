using ActionSync.Documents.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActionSync.Documents.Yaml;

/// <summary>
/// Rewrites YAML as JSON, token by token. What is written plain is a text, whatever YAML thinks of it; only <c>~</c>, <c>null</c> and nothing at all are null.
/// What an anchor holds is written again for each alias, up to a limit, so that no text grows beyond bounds.
/// </summary>
internal sealed class YamlToJson(string yaml, ProblemList problems)
{
    /// <summary>How many bytes all aliases of a file may stand for.</summary>
    public const int AliasBytes = 1_000_000;

    private readonly JsonText _json = new();
    private readonly JsonPath _path = new();
    private readonly Dictionary<string, (int Start, int End)> _anchors = new(StringComparer.Ordinal);
    private readonly Parser _parser = new(new StringReader(yaml));
    private int _aliasBytes;

    /// <summary>Where the documents stand in the JSON, and in which line of the YAML they begin; those that hold nothing are left out.</summary>
    public List<(int Start, int End, int Line)> Documents { get; } = [];

    public YamlPlaces Places { get; } = new(yaml);

    /// <summary>An array of the documents.</summary>
    public ReadOnlyMemory<byte> Json => _json.Written;

    /// <summary>False where the text is no YAML, or more than is read; what is wrong is a problem.</summary>
    /// <param name="endsTooEarly">The text stops inside a value.</param>
    public bool Rewrite(out bool endsTooEarly)
    {
        endsTooEarly = false;
        if (YamlMistake.Forbidden(yaml) is { } forbidden)
            return Stop(forbidden);
        try
        {
            RewriteAll();
            return true;
        }
        catch (YamlStopException stop)
        {
            return Stop(stop.Mistake);
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            var mistake = YamlMistake.Find(yaml, e);
            endsTooEarly = mistake.Index >= yaml.AsSpan().TrimEnd().Length;
            return Stop(mistake);
        }
    }

    private bool Stop(YamlMistake mistake)
    {
        Problem(mistake.Index, mistake.Wrong, mistake.Right);
        return false;
    }

    private void RewriteAll()
    {
        _json.Write("["u8);
        while (_parser.MoveNext())
        {
            if (_parser.Current is not DocumentStart start)
                continue;
            Places.Add(_json.Length, (int)start.Start.Index);
            var line = Documents.Count == 0 ? 1 : Places.Line;
            _anchors.Clear();
            _parser.MoveNext();
            if (IsNothing(_parser.Current))
                continue;
            if (Documents.Count > 0)
                _json.Write(","u8);
            var from = _json.Length;
            Node(inFacts: false);
            Documents.Add((from, _json.Length, line));
        }
        _json.Write("]"u8);
    }

    /// <summary>Writes the node that the parser stands at, and leaves the parser at its last event.</summary>
    private void Node(bool inFacts)
    {
        var node = _parser.Current!;
        var start = _json.Length;
        Places.Add(start, (int)node.Start.Index);
        switch (node)
        {
            case Scalar scalar:
                Tag(scalar);
                if (Word(scalar, inFacts) is { IsEmpty: false } word)
                    _json.Write(word);
                else
                    _json.WriteString(scalar.Value);
                break;
            case SequenceStart list:
                Tag(list);
                List(inFacts);
                break;
            case MappingStart mapping:
                Tag(mapping);
                Mapping(inFacts);
                break;
            case AnchorAlias alias:
                Alias(alias);
                break;
        }
        if (node is NodeEvent { Anchor: { IsEmpty: false } anchor })
            _anchors[anchor.Value] = (start, _json.Length);
    }

    private void List(bool inFacts)
    {
        Enter();
        _json.Write("["u8);
        for (var isFirst = true; _parser.MoveNext() && _parser.Current is not SequenceEnd; isFirst = false)
        {
            if (!isFirst)
                _json.Write(","u8);
            _path.AtNextIndex();
            Node(inFacts);
        }
        _json.Write("]"u8);
        _path.Leave();
    }

    private void Mapping(bool inFacts)
    {
        Enter();
        _json.Write("{"u8);
        for (var isFirst = true; _parser.MoveNext() && _parser.Current is not MappingEnd; isFirst = false)
        {
            if (!isFirst)
                _json.Write(","u8);
            var key = Key();
            _json.Write(":"u8);
            _parser.MoveNext();
            Node(inFacts || key is "impact" or "customer_impact");
        }
        _json.Write("}"u8);
        _path.Leave();
    }

    private string Key()
    {
        var node = _parser.Current!;
        Places.Add(_json.Length, (int)node.Start.Index);
        if (node is not Scalar scalar)
            throw new YamlStopException(new YamlMistake((int)node.Start.Index, "a list, a mapping or an alias stands where a key belongs", "a key on one line"));
        _path.AtKey(scalar.Value);
        Tag(scalar);
        if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            Problem((int)scalar.Start.Index, "is a merge key", "the keys themselves");
        var start = _json.Length;
        _json.WriteString(scalar.Value);
        if (!scalar.Anchor.IsEmpty)
            _anchors[scalar.Anchor.Value] = (start, _json.Length);
        return scalar.Value;
    }

    private void Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchor))
        {
            Problem((int)alias.Start.Index, $"no anchor {Quoted.Of(alias.Value.Value)} stands before this alias", "the value itself");
            _json.Write("null"u8);
            return;
        }
        _aliasBytes += anchor.End - anchor.Start;
        if (_aliasBytes > AliasBytes)
            throw new YamlStopException(new YamlMistake(
                (int)alias.Start.Index, $"the aliases up to this one stand for more than {AliasBytes:N0} characters", "the values themselves"));
        _json.Copy(anchor.Start, anchor.End);
    }

    private void Enter()
    {
        if (_path.Depth == Limits.Depth)
            throw new YamlStopException(new YamlMistake((int)_parser.Current!.Start.Index, "is nested too deep", $"at most {Limits.Depth} levels"));
        _path.Enter();
    }

    /// <summary>YAML's own kinds say nothing that the shape does not know; what another tag would make of a value is not known here.</summary>
    private void Tag(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            return;
        Problem((int)node.Start.Index, $"the tag {Quoted.Of(node.Tag.Value)} stands here", "a value without a tag");
    }

    /// <summary>null, and for facts true and false; everything else is a text.</summary>
    private static ReadOnlySpan<byte> Word(Scalar scalar, bool inFacts)
    {
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return default;
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => "null"u8,
            "true" or "True" or "TRUE" when inFacts => "true"u8,
            "false" or "False" or "FALSE" when inFacts => "false"u8,
            _ => default,
        };
    }

    private static bool IsNothing(ParsingEvent? node) => node is Scalar { Style: ScalarStyle.Plain } scalar && scalar.Tag.IsEmpty && scalar.Value is "" or "~" or "null";

    private void Problem(int index, string wrong, string right)
    {
        Places.Add(_json.Length, index);
        problems.Add(_json.Length, _path.ToString(), wrong, right);
    }

    /// <summary>Ends the rewriting where going on is not worth it.</summary>
    private sealed class YamlStopException(YamlMistake mistake) : Exception
    {
        public YamlMistake Mistake { get; } = mistake;
    }
}
