using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;

namespace ActionSync.People;

/// <summary>Who can be assigned as far as the configuration tells, and what to write under <c>People</c> for those who cannot.</summary>
/// <param name="people">The configured people.</param>
/// <param name="rules">By the trackers' names; a tracker that assigns whoever the document names has none.</param>
internal sealed class Assignability(PeopleDirectory people, IReadOnlyDictionary<string, AccountRule> rules)
{
    /// <summary>
    /// False where nobody can be assigned, whatever the tracker says: it knows people by an account that <c>People</c> does not give. Whoever has left is
    /// another matter.
    /// </summary>
    public bool MayBeAssigned(string owner, string? tracker) =>
        people.HasLeft(owner) || !LacksAccount(owner, tracker, out var rule) || (rule.AddressMayDo && people.AddressOf(owner) is not null);

    /// <summary>Never assigned, whatever the configuration says beside.</summary>
    public bool HasLeft(string owner) => people.HasLeft(owner);

    /// <summary>Whether an account of the owner under <c>People</c> would help, where the tracker assigns nobody.</summary>
    public bool LacksAccount(string owner, string? tracker) => !people.HasLeft(owner) && LacksAccount(owner, tracker, out _);

    /// <summary>The entries to paste under <c>People</c>, one an owner, as in <c>"dave@acme.com": { "GitHub": "LOGIN" }</c>.</summary>
    public IReadOnlyList<string> Entries(IEnumerable<(string Owner, string? Tracker)> missing) =>
    [
        .. missing.Where(m => LacksAccount(m.Owner, m.Tracker, out _))
            .GroupBy(m => people.AddressOf(m.Owner) ?? m.Owner, StringComparer.OrdinalIgnoreCase)
            .Select(same => Entry(same.Key, same.Select(m => rules[m.Tracker!]).DistinctBy(rule => rule.Key))),
    ];

    private string Entry(string owner, IEnumerable<AccountRule> needed)
    {
        var isAddress = people.AddressOf(owner) is not null;
        var members = needed.Select(rule => (rule.Key, rule.Sample));
        if (!isAddress)
            members = members.Prepend(("Name", owner));
        var value = string.Join(", ", members.Select(member => $"{Quoted(member.Item1)}: {Quoted(member.Item2)}"));
        return $"{Quoted(isAddress ? owner : $"ADDRESS OF {owner}")}: {{ {value} }}";
    }

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private bool LacksAccount(string owner, string? tracker, [NotNullWhen(true)] out AccountRule? rule)
    {
        rule = tracker is null ? null : rules.GetValueOrDefault(tracker);
        return rule is not null && string.IsNullOrWhiteSpace(people.Find(owner)?.AccountOf(rule.Key));
    }
}
