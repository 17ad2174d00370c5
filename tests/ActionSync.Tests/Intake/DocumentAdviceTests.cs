using System.Text;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Intake;

/// <summary>Which severities are taken for words that somebody meant, and where advice stands in formats that name no parts.</summary>
public sealed class DocumentAdviceTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly ServiceProvider _services;

    public DocumentAdviceTests()
    {
        _place.Config("""
            {
              "Documents": {"Words": {"Severity": {"meltdown": "SEV1"}}},
              "Routes": [{"When": {"Severity": ["Tier-*"]}, "Tracker": "board"}, {"Tracker": "board"}]
            }
            """);
        _services = new ServiceCollection().AddLogging().AddActionSync(_place.Options(), Catalog.Default, TimeProvider.System).BuildServiceProvider();
    }

    [Theory]
    [InlineData("SEV1")]
    [InlineData("sev-2")]
    [InlineData("Severity 3")]
    [InlineData("P0")]
    [InlineData("Critical")]
    [InlineData("SEV2 (partial outage)")]
    [InlineData("Major: a region was down")]
    [InlineData("Meltdown")]
    [InlineData("Tier-7")]
    public void A_severity_that_a_table_or_a_route_knows_is_left_alone(string severity) => Assert.Empty(Advice(severity));

    [Theory]
    [InlineData("SEV9", "\"SEV9\" is no severity that is known; right would be SEV1 to SEV5,")]
    [InlineData("Critcal", "\"Critcal\" is no severity that is known (did you mean Critical, SEV1?)")]
    [InlineData("SVE2", "\"SVE2\" is no severity that is known (did you mean SEV2?)")]
    [InlineData("quite bad", "\"quite bad\" is no severity that is known; right would be")]
    public void Another_is_advice_with_what_was_meant_and_keeps_no_document_out(string severity, string said)
    {
        var advice = Assert.Single(Advice(severity));

        Assert.Equal((3, 11, Items.Advice.UnknownSeverity), (advice.Line, advice.Column, advice.Why));
        Assert.StartsWith($"severity: {said}", advice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_format_names_no_parts_the_title_does_and_the_column_is_looked_for()
    {
        var advice = Of("# INC-2: Outage\n\n## Action items\n\n- [ ] Warm the cache, owner: Nobody Known\n");

        var owner = Assert.Single(advice, one => one.Why == Items.Advice.UnknownOwner);
        Assert.StartsWith("Warm the cache: the owner \"Nobody Known\" is nobody", owner.Text, StringComparison.Ordinal);
        Assert.Equal((5, 30, null, "Warm the cache"), (owner.Line, owner.Column, owner.Path, owner.Item));
        // Its author knows an item by its title, not by a key.
        Assert.Contains("a default stands there (Planning:DefaultPriority): \"Warm the cache\" P3.",
            Assert.Single(advice, one => one.Why == Items.Advice.DefaultPriority).Text, StringComparison.Ordinal);
    }

    private List<Advice> Advice(string severity) =>
    [
        .. Of($"# INC-2: Outage\n\nSeverity: {severity}\n\n## Action items\n\n- [ ] Warm the cache (P1)\n")
            .Where(one => one.Why == Items.Advice.UnknownSeverity),
    ];

    private IReadOnlyList<Advice> Of(string text)
    {
        var (parsed, _) = _services.GetRequiredService<DocumentReader>().Read("a.md", Encoding.UTF8.GetBytes(text), "--name");
        return _services.GetRequiredService<DocumentAdvice>().Of(Assert.Single(parsed.Incidents), DateTimeOffset.UnixEpoch);
    }

    public void Dispose()
    {
        _services.Dispose();
        _place.Dispose();
    }
}
