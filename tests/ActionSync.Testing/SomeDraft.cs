using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Testing;

/// <summary>Drafts as the publishing stage hands them to a tracker.</summary>
internal static class SomeDraft
{
    public static IssueDraft Of(
        string title = "Add connection pool alerting", string? owner = "alice@company.com", Priority priority = Priority.P1, string? deadline = "2024-01-22",
        int position = 1)
    {
        var key = $"INC-2024-0142/{title}";
        return new IssueDraft
        {
            Key = key,
            ShortName = $"INC-2024-0142/{position}",
            Marker = Marker.Of("test", key),
            Title = title,
            Owner = owner,
            Priority = priority,
            Deadline = Deadline.ParseOrNull(deadline),
            Type = "detection",
            Position = position,
            Incident = new IncidentBrief
            {
                Id = "INC-2024-0142",
                Title = "Payment Service Degradation",
                Severity = "SEV1",
                Service = "payment-gateway",
                DeclaredAt = new DateTimeOffset(2024, 1, 15, 14, 23, 0, TimeSpan.Zero),
                ResolvedAt = new DateTimeOffset(2024, 1, 15, 16, 45, 0, TimeSpan.Zero),
                RootCause = "ORM 3.2.0 opened 3x more connections per request",
                Impact = [new("Affected users", "12500")],
            },
        };
    }

    public static IReadOnlyList<IssueDraft> Many(int count, string title = "Item") =>
        [.. Enumerable.Range(1, count).Select(n => Of($"{title} {n}", position: n))];
}
