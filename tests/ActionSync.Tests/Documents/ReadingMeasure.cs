using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.Items;

namespace ActionSync.Tests.Documents;

/// <summary>
/// How well a set of documents is read: of the true items how many are found, of the found ones how many are none, and how many values are right.
/// </summary>
internal sealed class ReadingMeasure
{
    private readonly List<string> _notes = [];

    public int Documents { get; private set; }
    public int Items { get; private set; }
    public int Found { get; private set; }
    public int False { get; private set; }
    public Dictionary<string, (int Right, int All)> Values { get; } =
        new() { ["ticket"] = default, ["status"] = default, ["owner"] = default, ["deadline"] = default, ["priority"] = default };

    /// <summary>What was missed, invented or misread.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public double Recall => Items == 0 ? 1 : (double)Found / Items;
    public double FalseShare => Found + False == 0 ? 0 : (double)False / (Found + False);

    public double Share(string value) => Values[value] is var (right, all) && all > 0 ? (double)right / all : 1;

    public override string ToString() =>
        $"{Documents} documents, {Items} items: {Recall:P1} found, {FalseShare:P1} false; {string.Join(", ", Values.Select(value => $"{value.Key} {Share(value.Key):P1} of {value.Value.All}"))}";

    /// <summary>Compares a document's reading with the truth about it, item by item, by their titles.</summary>
    public void Add(string name, IReadOnlyList<IncidentDocument> read, JsonNode truth)
    {
        Documents++;
        var incidents = truth as JsonArray is { } several ? [.. several.Select(one => one!)] : new List<JsonNode> { truth };
        var meant = incidents.SelectMany(incident => incident["items"] as JsonArray ?? []).Select(item => item!).ToList();
        var items = read.SelectMany(incident => incident.ActionItems ?? []).ToList();
        Items += meant.Count;
        foreach (var item in meant)
        {
            var title = item["title"]!.GetValue<string>();
            var match = items.Where(one => Likeness(one.Title, title) >= AlmostTheSame).MaxBy(one => Likeness(one.Title, title));
            if (match is null)
            {
                _notes.Add($"{name}: missed: {title}");
                continue;
            }
            Found++;
            items.Remove(match);
            Compare(name, match, item);
        }
        False += items.Count;
        _notes.AddRange(items.Select(item => $"{name}: false: {item.Title}"));
    }

    private void Compare(string name, ActionItem read, JsonNode meant)
    {
        Compare(name, "ticket", Ticket(meant), read.Url ?? read.Ticket, meant);
        Compare(name, "status", Text(meant, "status"), read.Status?.ToWord(), meant);
        Compare(name, "owner", Text(meant, "owner"), read.Owner, meant);
        Compare(name, "deadline", Text(meant, "deadline"), read.WrittenDeadline, meant);
        Compare(name, "priority", Text(meant, "priority"), read.Priority?.ToString(), meant);
    }

    private void Compare(string name, string value, string? meant, string? read, JsonNode item)
    {
        if (meant is null && read is null)
            return;
        var isRight = Plain(meant) == Plain(read);
        Values[value] = (Values[value].Right + (isRight ? 1 : 0), Values[value].All + 1);
        if (!isRight)
            _notes.Add($"{name}: {value} {read ?? "none"}, not {meant ?? "none"}: {item["title"]}");
    }

    private static string? Ticket(JsonNode item) => Text(item, "url") ?? Text(item, "ticket");

    private static string? Text(JsonNode item, string name) => item[name]?.GetValue<string>();

    private static string? Plain(string? value) => value?.Trim().TrimEnd('/').ToLowerInvariant();

    private const double AlmostTheSame = 0.75;

    /// <summary>The share of words that two titles have in common.</summary>
    private static double Likeness(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        return a.Count + b.Count == 0 ? 0 : 2.0 * a.Intersect(b).Count() / (a.Count + b.Count);
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>();
        var word = new StringBuilder();
        foreach (var c in text.ToLowerInvariant() + " ")
        {
            if (char.IsLetterOrDigit(c))
                word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return words;
    }
}
