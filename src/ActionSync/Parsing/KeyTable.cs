using System.Text.Json;

namespace ActionSync.Parsing;

/// <summary>The keys of a document: each spelling is one string however often it is used, and a key that an object holds twice is noticed at once.</summary>
internal sealed class KeyTable
{
    private const int LongestOnStack = 128;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly HashSet<(int Object, int Key)> _held = [];
    private readonly Stack<int> _objects = [];
    private int _lastObject;

    public KeyTable() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public void OpenObject() => _objects.Push(++_lastObject);

    public void CloseObject() => _objects.Pop();

    /// <summary>The key that the reader stands at, and whether the open object held it before.</summary>
    /// <exception cref="InvalidOperationException">The key holds half of a surrogate pair.</exception>
    public (string Key, bool IsSecond) Take(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[LongestOnStack];
        ReadOnlySpan<char> key = reader.ValueSpan.Length <= LongestOnStack ? buffer[..reader.CopyString(buffer)] : reader.GetString();
        if (!_bySpan.TryGetValue(key, out var text, out var number))
            _numbers.Add(text = key.ToString(), number = _numbers.Count);
        return (text, !_held.Add((_objects.Peek(), number)));
    }
}
