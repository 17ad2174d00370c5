using ActionSync.Items;
using ActionSync.Planning;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>
/// Lets the same advice be told in full of one document, and be counted of all others: an owner whom nobody knows is one trouble, in however many documents.
/// </summary>
internal sealed class AdviceTally
{
    private readonly OrderedDictionary<(string Why, string Sentence), FirstDocument> _told = [];

    /// <summary>Whether it is to be told in full; else it is counted.</summary>
    public bool IsNew(string file, Advice advice)
    {
        if (!_told.TryGetValue(KeyOf(advice), out var told) || told.File == file)
            return true;
        told.Others.Add(file);
        told.Times++;
        return false;
    }

    /// <summary>It was told in full.</summary>
    public void Tell(string file, Advice advice) => _told.TryAdd(KeyOf(advice), new FirstDocument(file, Named(advice)));

    /// <summary>What other documents say as well, a sentence each.</summary>
    public IEnumerable<string> Repeated =>
        from told in _told.Values
        where told.Times > 0
        let times = told.Times == told.Others.Count ? "" : $", {told.Times} times"
        select $"And in {"other document".ToQuantity(told.Others.Count)}{times}: {told.Sentence}";

    /// <summary>The last part of its path tells one key from another; which item it is about does not matter.</summary>
    private static (string Why, string Sentence) KeyOf(Advice advice) => (advice.Why, Named(advice));

    private static string Named(Advice advice)
    {
        var sentence = ItemAdvice.SentenceOf(advice);
        return advice.Why == Advice.UnreadKey && advice.Path is { } path ? $"{path[(path.LastIndexOf('.') + 1)..]}: {sentence}" : sentence;
    }

    private sealed record FirstDocument(string File, string Sentence)
    {
        public HashSet<string> Others { get; } = [];

        public int Times { get; set; }
    }
}
