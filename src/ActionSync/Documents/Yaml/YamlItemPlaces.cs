using System.Text;
using ActionSync.Documents.Annotation;
using ActionSync.Items;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ActionSync.Documents.Yaml;

/// <summary>Finds the keys of the items in a YAML file that was read without problems. An item that an alias stands for has no place of its own.</summary>
internal sealed class YamlItemPlaces
{
    private readonly string _text;
    private readonly List<int> _lineStarts = [0];
    private readonly Parser _parser;

    private YamlItemPlaces(string text)
    {
        _text = text;
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
            _lineStarts.Add(at + 1);
        _parser = new Parser(new StringReader(YamlReader.Trimmed(text)));
    }

    public static IReadOnlyList<IReadOnlyList<ItemPlace?>> Of(DocumentFile file)
    {
        var text = Encoding.UTF8.GetString(Utf8Text.WithoutMark(file.Bytes).Span);
        var incidents = new YamlItemPlaces(text).Incidents();
        var words = new Dictionary<ItemState, string>();
        foreach (var status in incidents.SelectMany(items => items).OfType<YamlItem>().Select(item => item.Find(FieldPlace.Status)).OfType<YamlMember>())
        {
            if (file.Rules.Words.Status(status.Value) is { } state)
                words.TryAdd(state, status.Value);
        }
        return [.. incidents.Select(items => items.Select(ItemPlace? (item) => item is null ? null : new YamlPlace(text, item, words)).ToList())];
    }

    private List<List<YamlItem?>> Incidents()
    {
        var incidents = new List<List<YamlItem?>>();
        while (_parser.MoveNext())
        {
            if (_parser.Current is not DocumentStart)
                continue;
            _parser.MoveNext();
            if (_parser.Current is MappingStart)
                incidents.Add(Incident());
            else if (_parser.Current is SequenceStart)
            {
                while (_parser.MoveNext() && _parser.Current is MappingStart)
                    incidents.Add(Incident());
            }
        }
        return incidents;
    }

    /// <summary>Stands at the start of its mapping, and leaves at its end.</summary>
    private List<YamlItem?> Incident()
    {
        var items = new List<YamlItem?>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var isItems = _parser.Current is Scalar { Value: "action_items" };
            _parser.MoveNext();
            if (!isItems || _parser.Current is not SequenceStart)
            {
                Skip();
                continue;
            }
            while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
            {
                if (_parser.Current is MappingStart mapping)
                    items.Add(Item(mapping));
                else
                {
                    Skip();
                    items.Add(null);
                }
            }
        }
        return items;
    }

    private YamlItem Item(MappingStart mapping)
    {
        var members = new List<YamlMember>();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = _parser.Current as Scalar;
            var (keyStart, keyEnd) = (Place(_parser.Current!.Start), Place(_parser.Current.End));
            _parser.MoveNext();
            var value = _parser.Current as Scalar;
            var (start, end) = (Place(_parser.Current!.Start), Place(_parser.Current.End));
            Skip();
            if (key is not null)
                members.Add(new YamlMember(key.Value, keyStart, keyEnd, start, end, value?.Value ?? "", value?.Style ?? ScalarStyle.Any));
        }
        return new YamlItem(members, mapping.Style == MappingStyle.Flow);
    }

    /// <summary>Goes to the last event of the node that the parser stands at.</summary>
    private void Skip()
    {
        for (var depth = _parser.Current!.NestingIncrease; depth > 0;)
        {
            _parser.MoveNext();
            depth += _parser.Current!.NestingIncrease;
        }
    }

    /// <summary>Lines and columns are the same in the text that is parsed and in the file.</summary>
    private int Place(Mark mark) => (int)Math.Min(_lineStarts[(int)Math.Min(mark.Line, _lineStarts.Count) - 1] + mark.Column - 1, _text.Length);
}

/// <summary>A key of an item and its value, with their places.</summary>
internal sealed record YamlMember(string Name, int Key, int KeyEnd, int Start, int End, string Value, ScalarStyle Style);

/// <param name="IsFlow">It stands between braces.</param>
internal sealed record YamlItem(IReadOnlyList<YamlMember> Members, bool IsFlow)
{
    public YamlMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

/// <summary>One item of a YAML document.</summary>
internal sealed class YamlPlace(string text, YamlItem item, IReadOnlyDictionary<ItemState, string> words) : FieldPlace(words)
{
    private const string Mapped = ": ";

    protected override bool Has(string member) => item.Find(member) is { } there && !IsNull(there);

    protected override IEnumerable<TextChange> Set(string member, string value)
    {
        if (item.Find(member) is { } there)
            return [Replace(there, value)];
        if (item.Find(Title) is not { } title)
            return [];
        return item.IsFlow ? [new TextChange(title.End, title.End, $", {member}{Mapped}{Quoted(value)}")] : [Added(title, member + Mapped + Plain(value))];
    }

    private TextChange Replace(YamlMember member, string value)
    {
        if (member.Start == member.End)
        {
            var colon = text.IndexOf(':', member.KeyEnd) + 1;
            return new TextChange(colon, colon, $" {(item.IsFlow ? Quoted(value) : Plain(value))}");
        }
        return new TextChange(member.Start, member.End, member.Style switch
        {
            ScalarStyle.SingleQuoted => $"'{value.Replace("'", "''")}'",
            ScalarStyle.DoubleQuoted => Quoted(value),
            _ => item.IsFlow ? Quoted(value) : Plain(value),
        });
    }

    /// <summary>A line of its own below the title's, as far to the right as the title's key.</summary>
    private TextChange Added(YamlMember title, string line)
    {
        var lineStart = text.LastIndexOf('\n', title.Key == 0 ? 0 : title.Key - 1) + 1;
        // Of the sign of a list's entry only its width counts.
        var indent = string.Concat(text[lineStart..title.Key].Select(c => c == '\t' ? c : ' '));
        // A text of several lines ends where the next line begins.
        var last = title.End > title.Start && text[title.End - 1] == '\n' ? title.End - 1 : title.End;
        var end = text.IndexOf('\n', last);
        var lineBreak = text.IndexOf('\n') is > 0 and var first && text[first - 1] == '\r' ? "\r\n" : "\n";
        if (end < 0)
            return new TextChange(text.Length, text.Length, $"{lineBreak}{indent}{line}");
        return new TextChange(end + 1, end + 1, $"{indent}{line}{lineBreak}");
    }

    private static bool IsNull(YamlMember member) => member is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };

    private static string Plain(string value) =>
        value.Length > 0 && char.IsLetterOrDigit(value[0]) && value[^1] != ':' && !value.Contains(" #", StringComparison.Ordinal)
            && !value.Contains(Mapped, StringComparison.Ordinal)
            ? value
            : Quoted(value);

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
