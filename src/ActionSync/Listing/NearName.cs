using ActionSync.Naming;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>Keeps, of all items that are looked through, the one with a name that differs least from what was typed.</summary>
internal sealed class NearName(string text)
{
    /// <summary>One slip away from a single letter or digit is every other one.</summary>
    private const int FewestLetters = 2;

    private readonly string _text = text.Trim();
    private string? _nearest;

    /// <summary>Null where nothing is near.</summary>
    public ItemName? Best { get; private set; }

    public void Consider(ItemName name)
    {
        if (_text.TrimStart('#').Length < FewestLetters)
            return;
        foreach (var word in Words(name))
        {
            // Of two names the one that was nearer so far wins, so that the words need not be kept.
            if (Nearest.To(_text, _nearest is null ? [word] : [_nearest, word]) is { } nearest && nearest != _nearest)
                (_nearest, Best) = (nearest, name);
        }
    }

    /// <summary>A key is long, so its beginning counts too.</summary>
    private IEnumerable<string> Words(ItemName name)
    {
        string?[] words = [name.ExplicitId, name.Number, name.ByOrdinal, name.Key, name.Key[..Math.Min(name.Key.Length, _text.Length)]];
        return words.OfType<string>().Where(word => Math.Abs(word.Length - _text.Length) <= Math.Max(1, _text.Length * 2 / 5));
    }
}
