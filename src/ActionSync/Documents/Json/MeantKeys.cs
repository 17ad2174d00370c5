using System.Collections.Frozen;
using ActionSync.Text;

namespace ActionSync.Documents.Json;

/// <summary>What a key that is not read was probably meant to be: another word for a field, or a field with a slip of the finger.</summary>
internal static class MeantKeys
{
    /// <summary>A shorter key is near to too many.</summary>
    private const int ShortestNear = 4;

    /// <summary>More slips make another word.</summary>
    private const int MostSlips = 2;

    private static readonly FrozenDictionary<string, string> OtherWords = new Dictionary<string, string>
    {
        ["due"] = "deadline",
        ["duedate"] = "deadline",
        ["dueon"] = "deadline",
        ["dueby"] = "deadline",
        ["dueat"] = "deadline",
        ["targetdate"] = "deadline",
        ["assignee"] = "owner",
        ["assignedto"] = "owner",
        ["responsible"] = "owner",
        ["dri"] = "owner",
        ["assignees"] = "owners",
        ["prio"] = "priority",
        ["urgency"] = "priority",
        ["state"] = "status",
        ["kind"] = "type",
        ["category"] = "type",
        ["link"] = "url",
        ["issueurl"] = "url",
        ["htmlurl"] = "url",
        ["ticketurl"] = "url",
        ["issuekey"] = "ticket",
        ["ticketid"] = "ticket",
        ["ticketkey"] = "ticket",
        ["description"] = "details",
        ["notes"] = "details",
        ["actions"] = "action_items",
        ["followups"] = "action_items",
        ["todos"] = "action_items",
        ["tasks"] = "action_items",
        ["incidentcommander"] = "commander",
        ["services"] = "affected_services",
        ["impactedservices"] = "affected_services",
        ["mail"] = "email",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field that was meant; null where none was, as far as can be told.</summary>
    /// <param name="key">The key in the document.</param>
    /// <param name="letters">The same without what joins its words, in small letters.</param>
    /// <param name="known">The fields of the object.</param>
    public static MeantKey? Of(string key, string letters, IReadOnlyCollection<string> known) =>
        OtherWords.TryGetValue(letters, out var word) && known.Contains(word) ? new MeantKey(word, IsSlip: false)
        : key.Length is >= ShortestNear and <= Limits.FactName && NearestOf(key, known, Math.Min(MostSlips, key.Length / 3)) is { } near
        ? new MeantKey(near, !IsOtherNumber(key, near))
        : null;

    /// <summary>One and several of a thing may well stand side by side.</summary>
    private static bool IsOtherNumber(string key, string near) =>
        key.Equals($"{near}s", StringComparison.OrdinalIgnoreCase) || near.Equals($"{key}s", StringComparison.OrdinalIgnoreCase);

    private static string? NearestOf(string key, IEnumerable<string> known, int slips) =>
        Nearest.To(key, known.Where(word => Math.Abs(word.Length - key.Length) <= slips), slips);
}

/// <summary>The field that a key was probably meant to be.</summary>
/// <param name="IsSlip">The same word, mistyped: whoever gave the field too did not mean something else by it.</param>
internal sealed record MeantKey(string Field, bool IsSlip);
