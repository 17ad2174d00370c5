using System.Text;
using System.Text.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Json;

/// <summary>
/// Walks over JSON text once, knowing where it is. Comments, trailing commas, repeated keys and broken characters become problems and the walk goes on;
/// text that is no JSON ends it (<see cref="JsonException"/>), and so does text that stops inside a value (<see cref="EndOfStreamException"/>).
/// Whoever reads a value leaves the cursor on the value's last token.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly ProblemList _problems;
    private readonly ITextPlaces _places;
    private readonly KeyTable _keys = new();
    private Utf8JsonReader _reader;
    private int _comma;

    /// <param name="text">Valid UTF-8.</param>
    /// <param name="places">Where the text's bytes stand in the file, for lines that are kept.</param>
    public JsonCursor(ReadOnlySpan<byte> text, ReadingRules rules, ProblemList problems, ITextPlaces places)
    {
        _text = text;
        (_problems, Rules, _places) = (problems, rules, places);
        var options = new JsonReaderOptions { MaxDepth = Limits.Depth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Allow };
        // Not the final block: text that stops short is then told apart from text that is wrong.
        _reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(options));
    }

    /// <summary>What was found so far that was probably meant otherwise.</summary>
    public List<Advice> Advice { get; } = [];

    public JsonPath Path { get; } = new();
    public readonly ReadingRules Rules { get; }
    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>The last token that was good; where the reader fails it already says what it was about to read.</summary>
    public JsonTokenType LastToken { get; private set; }

    /// <summary>Where the token begins.</summary>
    public readonly int Offset => (int)_reader.TokenStartIndex;

    /// <summary>Where the token begins in the file; quick as long as it is asked in the order of the text.</summary>
    public readonly DocumentPlace Place
    {
        get
        {
            var (line, column) = _places.Of(Offset);
            return new DocumentPlace(line, column, Path.ToString());
        }
    }

    /// <summary>Where the last token ended.</summary>
    public int End { get; private set; }

    /// <summary>Where the key of the current value begins.</summary>
    public int KeyOffset { get; private set; }

    /// <summary>A number as it was written.</summary>
    public readonly string NumberText => Encoding.ASCII.GetString(_reader.ValueSpan);

    public void Next()
    {
        _comma = -1;
        do
        {
            if (!_reader.Read())
                throw new EndOfStreamException();
            NoticeGap();
            End = (int)_reader.BytesConsumed;
            LastToken = Token;
        }
        while (Token == JsonTokenType.Comment);
    }

    public void OpenObject()
    {
        Path.Enter();
        _keys.OpenObject();
    }

    /// <summary>Goes to the next value of the object and names its key; null once the object is closed.</summary>
    public string? NextKey()
    {
        Next();
        if (Token == JsonTokenType.EndObject)
        {
            _keys.CloseObject();
            Path.Leave();
            return null;
        }
        KeyOffset = Offset;
        var key = TakeKey();
        Next();
        return key;
    }

    public void OpenArray() => Path.Enter();

    /// <summary>Goes to the next element; false once the array is closed.</summary>
    public bool NextElement()
    {
        Next();
        if (Token == JsonTokenType.EndArray)
        {
            Path.Leave();
            return false;
        }
        Path.AtNextIndex();
        return true;
    }

    /// <summary>Passes over a value that nobody asked for; its keys are looked at all the same.</summary>
    public void Skip()
    {
        if (Token == JsonTokenType.StartObject)
        {
            OpenObject();
            while (NextKey() is not null)
                Skip();
        }
        else if (Token == JsonTokenType.StartArray)
        {
            OpenArray();
            while (NextElement())
                Skip();
        }
    }

    /// <summary>The string that the cursor stands at; null, with a problem, where it holds half a character.</summary>
    public readonly string? Text()
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Problem("holds half of a surrogate pair (\\ud800 to \\udfff alone)", "whole characters");
            return null;
        }
    }

    /// <summary>The string that the cursor stands at; one with half a character as it was written.</summary>
    public readonly string AnyText()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(_reader.ValueSpan);
        }
    }

    /// <summary>Makes sure that nothing but white space follows.</summary>
    public void ReadToEnd()
    {
        _comma = -1;
        while (_reader.Read())
            NoticeGap();
        var rest = _text[(int)_reader.BytesConsumed..];
        if (rest.IndexOfAnyExcept(" \t\r\n"u8) is var start and >= 0)
            _problems.Add(
                (int)_reader.BytesConsumed + start, Documents.Problem.Root, "a comment that is not closed follows the document", "JSON without comments");
    }

    /// <summary>What to say of the current key, which nobody reads.</summary>
    /// <param name="rest">The rest of the sentence.</param>
    public readonly Advice Unread(string rest)
    {
        var (line, column) = _places.Of(KeyOffset);
        var path = Path.ToString();
        return new Advice(line, Items.Advice.UnreadKey, $"{path}: this key is not read{rest}") { Column = column, Path = path };
    }

    /// <summary>How many problems there are so far.</summary>
    public readonly int ProblemCount => _problems.Count;

    /// <summary>Says of the problems and of the advice from one on which item they are about.</summary>
    public readonly void NameItem(int problem, int advice, string title)
    {
        _problems.NameItem(problem, title);
        for (var n = title.Length == 0 ? Advice.Count : advice; n < Advice.Count; n++)
            Advice[n] = Advice[n] with { Item = title };
    }

    /// <summary>A problem with the value that the cursor stands at.</summary>
    public readonly void Problem(string wrong, string right, string? meant = null) => Problem(Offset, wrong, right, meant);

    public readonly void Problem(int offset, string wrong, string right, string? meant = null) =>
        _problems.Add(offset, _problems.IsFull ? "" : Path.ToString(), wrong, right, meant);

    /// <summary>A problem with a field of the current value, or one that it should have.</summary>
    public readonly void ProblemBeneath(int offset, string key, string wrong, string right, string? meant = null)
    {
        Path.Enter();
        Path.AtKey(key);
        Problem(offset, wrong, right, meant);
        Path.Leave();
    }

    /// <summary>A problem with an element of the current value.</summary>
    public readonly void ProblemBeneath(int offset, int index, string wrong, string right)
    {
        Path.Enter();
        Path.AtIndex(index);
        Problem(offset, wrong, right);
        Path.Leave();
    }

    /// <summary>Says that the value is of the wrong kind, and passes over it.</summary>
    public void Mismatch(string right)
    {
        Problem($"is {Kind(Token)}", right);
        Skip();
    }

    private string TakeKey()
    {
        try
        {
            var (key, isSecond) = _keys.Take(ref _reader);
            Path.AtKey(key);
            if (isSecond)
                Problem("stands here a second time", "each key once in an object");
            return key;
        }
        catch (InvalidOperationException)
        {
            var key = Encoding.UTF8.GetString(_reader.ValueSpan);
            Path.AtKey(key);
            Problem("is a key with half of a surrogate pair (\\ud800 to \\udfff alone)", "whole characters");
            return key;
        }
    }

    private void NoticeGap()
    {
        if (Token == JsonTokenType.Comment)
            Problem("a comment stands here", "JSON without comments");
        if (Token is not (JsonTokenType.Comment or JsonTokenType.EndObject or JsonTokenType.EndArray))
            return;
        if (_text[End..Offset].IndexOf((byte)',') is var comma and >= 0)
            _comma = End + comma;
        if (_comma >= 0 && Token != JsonTokenType.Comment)
            Problem(_comma, "a comma stands before the closing bracket", "no comma after the last value");
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
