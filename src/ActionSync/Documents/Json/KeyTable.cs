using System.Runtime.InteropServices;
using System.Text.Json;

namespace ActionSync.Documents.Json;

/// <summary>The keys of a document: each spelling is one string however often it is used, and a key that an object holds twice is noticed at once.</summary>
internal sealed class KeyTable
{
    private const int LongestOnStack = 128;
    private const int Few = 32;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<int> _held = [];
    private readonly Stack<int> _starts = [];
    private readonly HashSet<(int Start, int Number)> _heldByBigObjects = [];

    public KeyTable() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public void OpenObject() => _starts.Push(_held.Count);

    public void CloseObject()
    {
        var start = _starts.Pop();
        if (_held.Count - start >= Few)
            _heldByBigObjects.ExceptWith(_held.Skip(start).Select(number => (start, number)));
        _held.RemoveRange(start, _held.Count - start);
    }

    /// <summary>The key that the reader stands at, and whether the open object held it before.</summary>
    /// <exception cref="InvalidOperationException">The key holds half of a surrogate pair.</exception>
    public (string Key, bool IsSecond) Take(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[LongestOnStack];
        ReadOnlySpan<char> key = reader.ValueSpan.Length <= LongestOnStack ? buffer[..reader.CopyString(buffer)] : reader.GetString();
        if (!_bySpan.TryGetValue(key, out var text, out var number))
            _numbers.Add(text = key.ToString(), number = _numbers.Count);
        return (text, IsSecond(number));
    }

    /// <summary>The open objects' keys lie on one stack; few are looked through, many are looked up.</summary>
    private bool IsSecond(int number)
    {
        var start = _starts.Peek();
        var keys = CollectionsMarshal.AsSpan(_held)[start..];
        if (keys.Length < Few ? keys.Contains(number) : _heldByBigObjects.Contains((start, number)))
            return true;
        _held.Add(number);
        if (keys.Length + 1 == Few)
            _heldByBigObjects.UnionWith(_held.Skip(start).Select(key => (start, key)));
        else if (keys.Length >= Few)
            _heldByBigObjects.Add((start, number));
        return false;
    }
}
