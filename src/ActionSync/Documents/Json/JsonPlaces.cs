using System.Text;
using System.Text.Json;
using ActionSync.Documents.Annotation;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Json;

/// <summary>Finds the members of the items in a document that was read without problems.</summary>
internal static class JsonPlaces
{
    public static IReadOnlyList<IReadOnlyList<ItemPlace?>> Of(DocumentFile file)
    {
        var bytes = Utf8Text.WithoutMark(file.Bytes);
        var text = Encoding.UTF8.GetString(bytes.Span);
        var incidents = new Walk(bytes.Span).Incidents();
        var words = WordsOf(incidents.SelectMany(items => items), text, file.Rules.Words);
        return [.. incidents.Select(items => items.Select(ItemPlace? (item) => new JsonPlace(text, item, words)).ToList())];
    }

    private static Dictionary<ItemState, string> WordsOf(IEnumerable<List<JsonMember>> items, string text, WordTables tables)
    {
        var words = new Dictionary<ItemState, string>();
        foreach (var member in items.SelectMany(item => item).Where(member => member is { Name: FieldPlace.Status, IsNull: false }))
        {
            if (JsonDocument.Parse(text[member.Start..member.End]).RootElement.GetString() is { } word && tables.Status(word) is { } state)
                words.TryAdd(state, word);
        }
        return words;
    }

    /// <summary>Goes through the text once; offsets are counted in characters on the way.</summary>
    private ref struct Walk(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private Utf8JsonReader _reader = new(text, new JsonReaderOptions { MaxDepth = Limits.Depth });
        private int _byte;
        private int _character;

        public List<IReadOnlyList<List<JsonMember>>> Incidents()
        {
            var incidents = new List<IReadOnlyList<List<JsonMember>>>();
            _reader.Read();
            if (_reader.TokenType == JsonTokenType.StartObject)
                incidents.Add(Incident());
            else
            {
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    incidents.Add(Incident());
            }
            return incidents;
        }

        private List<List<JsonMember>> Incident()
        {
            var items = new List<List<JsonMember>>();
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                var isItems = _reader.ValueTextEquals("action_items"u8);
                _reader.Read();
                if (!isItems || _reader.TokenType != JsonTokenType.StartArray)
                {
                    _reader.Skip();
                    continue;
                }
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Item());
            }
            return items;
        }

        private List<JsonMember> Item()
        {
            var members = new List<JsonMember>();
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                var (name, key) = (_reader.GetString()!, Character((int)_reader.TokenStartIndex));
                _reader.Read();
                var (isNull, start) = (_reader.TokenType == JsonTokenType.Null, Character((int)_reader.TokenStartIndex));
                _reader.Skip();
                members.Add(new JsonMember(name, key, start, Character((int)_reader.BytesConsumed), isNull));
            }
            return members;
        }

        private int Character(int offset)
        {
            _character += Encoding.UTF8.GetCharCount(_text[_byte..offset]);
            _byte = offset;
            return _character;
        }
    }
}

/// <summary>A member of an item, with the places of its key and its value.</summary>
internal sealed record JsonMember(string Name, int Key, int Start, int End, bool IsNull);

/// <summary>One item of a JSON document.</summary>
internal sealed class JsonPlace(string text, IReadOnlyList<JsonMember> members, IReadOnlyDictionary<ItemState, string> words) : FieldPlace(words)
{
    protected override bool Has(string member) => Find(member) is { IsNull: false };

    protected override IEnumerable<TextChange> Set(string member, string value)
    {
        var json = $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        if (Find(member) is { } there)
            return [new TextChange(there.Start, there.End, json)];
        if (Find(Title) is not { } title)
            return [];
        // As its neighbours are written: the white space before a key, and what parts a key from its value.
        var neighbour = members.FirstOrDefault(other => other != members[0])?.Key ?? title.Key;
        var before = neighbour;
        while (char.IsWhiteSpace(text[before - 1]))
            before--;
        var colon = text[(text.IndexOf('"', title.Key + 1) + 1)..title.Start];
        return [new TextChange(title.End, title.End, $",{text[before..neighbour]}\"{member}\"{colon}{json}")];
    }

    private JsonMember? Find(string name) => members.FirstOrDefault(member => member.Name == name);
}
