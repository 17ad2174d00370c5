using System.Security.Cryptography;
using System.Text;
using ActionSync.Documents;
using ActionSync.Items;

namespace ActionSync.Testing;

/// <summary>Documents as a reader of any format gives them.</summary>
internal static class SomeDocument
{
    public static IncidentDocument Of(params ActionItem[] items) => new()
    {
        Incident = new IncidentBrief { Id = "INC-1", Title = "Pool", ResolvedAt = new DateTimeOffset(2024, 1, 15, 16, 45, 0, TimeSpan.Zero) },
        ActionItems = items,
        // Other items are another text.
        Source = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n", items.Select(Text)))),
        Ending = ".md",
    };

    private static string Text(ActionItem item) =>
        $"{item.Title} {item.Id} {item.Url} {item.Ticket} {item.Owner} {item.Priority} {item.Status} {string.Join('|', item.Details.Concat(item.Owners))}";
}
