namespace ActionSync.Documents.Yaml;

/// <summary>Where each token of the JSON stands in the YAML that it was made of.</summary>
internal sealed class YamlPlaces(string yaml) : ITextPlaces
{
    private readonly List<(int Offset, int Line, int Column)> _places = [];
    private int _at;
    private int _line = 1;
    private int _column = 1;

    /// <summary>The line that was reached.</summary>
    public int Line => _line;

    /// <summary>The token that begins here in the JSON begins there in the YAML; both only go on.</summary>
    public void Add(int offset, int index)
    {
        var passed = yaml.AsSpan()[_at..Math.Clamp(index, _at, yaml.Length)];
        _at += passed.Length;
        if (passed.LastIndexOf('\n') is var lastBreak and >= 0)
        {
            _line += passed.Count('\n');
            _column = 1;
            passed = passed[(lastBreak + 1)..];
        }
        foreach (var c in passed)
            _column += char.IsLowSurrogate(c) ? 0 : 1;
        if (_places is [.., var last] && last.Offset == offset)
            _places[^1] = (offset, _line, _column);
        else
            _places.Add((offset, _line, _column));
    }

    public (int Line, int Column) Of(int offset)
    {
        var (low, high) = (0, _places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[middle].Offset <= offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? (1, 1) : (_places[low - 1].Line, _places[low - 1].Column);
    }
}
