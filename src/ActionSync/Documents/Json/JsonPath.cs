using System.Text;

namespace ActionSync.Documents.Json;

/// <summary>Where the reader is, as in <c>action_items[2].deadline</c>; the text is made only when a problem needs it.</summary>
internal sealed class JsonPath
{
    private readonly List<(string? Key, int Index)> _steps = [];

    /// <summary>How many objects and arrays are open.</summary>
    public int Depth => _steps.Count;

    public void Enter() => _steps.Add((null, -1));

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    public void AtKey(string key) => _steps[^1] = (key, -1);

    public void AtNextIndex() => _steps[^1] = (null, _steps[^1].Index + 1);

    public void AtIndex(int index) => _steps[^1] = (null, index);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _steps)
        {
            if (key is null && index < 0)
                break;
            if (key is null)
                text.Append('[').Append(index).Append(']');
            else if (IsPlain(key))
                text.Append(text.Length > 0 ? "." : "").Append(key);
            else
                text.Append('[').Append(Quoted.Of(key)).Append(']');
        }
        return text.Length > 0 ? text.ToString() : Problem.Root;
    }

    private static bool IsPlain(string key) =>
        key.Length is > 0 and <= Quoted.Longest && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
