using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

public sealed class SampleTests
{
    private static readonly byte[] Bytes = File.ReadAllBytes(Repository.Sample);
    private static readonly IncidentDocument Sample = Assert.Single(IncidentParser.Parse(Bytes, TimeZoneInfo.Utc).Incidents);

    [Fact]
    public void The_sample_has_no_problems() => Assert.Empty(IncidentParser.Parse(Bytes, TimeZoneInfo.Utc).Problems);

    [Fact]
    public void The_incident_is_told_in_full()
    {
        var incident = Sample.Incident;
        Assert.Equal("INC-2024-0142", incident.Id);
        Assert.Equal("Payment Service Degradation", incident.Title);
        Assert.Equal("SEV1", incident.Severity);
        Assert.Equal("resolved", incident.Status);
        Assert.Equal("payment-gateway", incident.Service);
        Assert.Equal(["checkout", "subscription-billing"], incident.AffectedServices);
        Assert.Equal("Jane Smith", incident.Commander);
        Assert.Equal("director-eng@company.com", incident.EscalationManager);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 23, 0, TimeSpan.Zero), incident.DeclaredAt);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 16, 45, 0, TimeSpan.Zero), incident.ResolvedAt);
        Assert.StartsWith("Database connection pool exhaustion", incident.RootCause, StringComparison.Ordinal);
        Assert.StartsWith("Load test ORM 3.2.0", incident.PermanentFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Impact_is_told_in_words_and_in_the_documents_order()
    {
        var facts = Sample.Incident.Impact;
        Assert.Equal(new Fact("Revenue impact", "high"), facts[0]);
        Assert.Equal(new Fact("Affected users percentage", "45"), facts[1]);
        Assert.Equal(new Fact("Affected regions", "us-east-1, eu-west-1"), facts[2]);
        Assert.Equal(new Fact("Data integrity risk", "no"), facts[3]);
        Assert.Equal(new Fact("Affected users", "12500"), facts[8]);
        Assert.Equal(12, facts.Count);
    }

    [Fact]
    public void The_five_items_are_read_in_order()
    {
        var items = Sample.ActionItems!;
        Assert.Equal(5, items.Count);
        Assert.Equal([Priority.P1, Priority.P1, Priority.P2, Priority.P2, Priority.P3], items.Select(i => i.Priority!.Value));
        Assert.Equal("Add connection pool utilization alerting at 70% warning and 85% critical thresholds", items[0].Title);
        Assert.Equal("alice@company.com", items[0].Owner);
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 22)), items[0].Deadline);
        Assert.Equal("detection", items[0].Type);
        Assert.All(items, i => Assert.Equal(ItemState.Open, i.Status));
        Assert.All(items, i => Assert.Null(i.Id));
    }

    [Fact]
    public void The_participants_are_named() =>
        Assert.Equal(["Jane Smith", "Alice Chen", "Bob Kim", "Carol Davis"], Sample.Incident.Participants.Select(p => p.Name));

    [Fact]
    public void The_source_is_the_whole_file_less_its_outer_white_space() =>
        Assert.Equal(File.ReadAllText(Repository.Sample).Trim(), System.Text.Encoding.UTF8.GetString(Sample.Source.Span));
}
