using System.Text.Json;

namespace ActionSync.Documents.Exports;

/// <summary>
/// What the beginning of a file shows of its shape: the names in the outermost object, and those of the first record in each of its members.
/// It costs the same for a file of any size.
/// </summary>
internal sealed class ExportOutline
{
    private const int Looked = 64 * 1024;
    private const int RecordDepth = 3;

    private readonly Dictionary<string, Dictionary<string, string?>> _members = new(StringComparer.Ordinal);

    /// <summary>True where the outermost object has a member of this name.</summary>
    public bool Has(string member) => _members.ContainsKey(member);

    /// <summary>True where the member is a record, or a list whose first record has all these names.</summary>
    public bool HasRecord(string member, params ReadOnlySpan<string> names)
    {
        if (!_members.TryGetValue(member, out var record))
            return false;
        foreach (var name in names)
        {
            if (!record.ContainsKey(name))
                return false;
        }
        return true;
    }

    /// <summary>A text of that record.</summary>
    public string? Text(string member, string name) => _members.GetValueOrDefault(member)?.GetValueOrDefault(name);

    public static ExportOutline Of(ReadOnlyMemory<byte> file)
    {
        var outline = new ExportOutline();
        var text = Utf8Text.WithoutMark(file).Span;
        var start = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || text[start] != '{')
            return outline;
        try
        {
            outline.Read(text[start..Math.Min(start + Looked, text.Length)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was seen up to there serves: the reader says what is wrong.
        }
        return outline;
    }

    /// <summary>A record's names are those of the object in a member, or of the first object in a list there.</summary>
    private void Read(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Limits.Depth }));
        Dictionary<string, string?>? record = null;
        var (recordDepth, isOver, key) = (0, false, "");
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName when json.CurrentDepth == 1:
                    _members[json.GetString()!] = record = [];
                    (recordDepth, isOver) = (0, false);
                    break;
                case JsonTokenType.StartObject when record is not null && !isOver && recordDepth == 0 && json.CurrentDepth < RecordDepth:
                    recordDepth = json.CurrentDepth + 1;
                    break;
                case JsonTokenType.EndObject when recordDepth > 0 && json.CurrentDepth == recordDepth - 1:
                    isOver = true;
                    break;
                case JsonTokenType.PropertyName when !isOver && json.CurrentDepth == recordDepth:
                    record![key = json.GetString()!] = null;
                    break;
                case JsonTokenType.String when !isOver && recordDepth > 0 && json.CurrentDepth == recordDepth && record![key] is null:
                    record[key] = json.GetString();
                    break;
            }
        }
    }
}
