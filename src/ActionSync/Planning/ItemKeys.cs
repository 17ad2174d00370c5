using ActionSync.Documents;
using ActionSync.Text;

namespace ActionSync.Planning;

/// <summary>Gives new items of one incident keys that no other has.</summary>
internal sealed class ItemKeys(string incidentId, IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <summary>The last number given behind a stem: many long titles begin alike.</summary>
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>incident/id</c>, or <c>incident/slug-of-title</c>, with a number behind it where that is taken.</summary>
    public string New(ActionItem item)
    {
        var stem = $"{incidentId}/{item.Id ?? Slug.Of(item.Title)}";
        var key = stem;
        var n = _numbers.GetValueOrDefault(stem, 1);
        while (!_taken.Add(key))
            key = $"{stem}-{++n}";
        _numbers[stem] = n;
        return key;
    }
}
