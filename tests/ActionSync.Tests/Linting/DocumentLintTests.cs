using ActionSync.Documents;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Linting;
using ActionSync.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Linting;

/// <summary>What would make items better, and what is good enough.</summary>
public sealed class DocumentLintTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ActionItem Good = new()
    {
        Title = "Alert on the length of the payment queue",
        Owner = "alice@acme.com",
        Deadline = Deadline.On(new DateOnly(2026, 3, 9)),
        Priority = Priority.P1,
        Type = "prevention",
        Place = new DocumentPlace(7),
    };

    private readonly Workplace _place = new();
    private readonly ServiceProvider _services;

    public DocumentLintTests()
    {
        _place.Config("""{"Reminding": {"Holidays": ["2026-03-10"]}, "People": {"bob@acme.com": {"Name": "Bob Gray"}}}""");
        _services = new ServiceCollection().AddLogging().AddActionSync(_place.Options(), Catalog.Default, TimeProvider.System).BuildServiceProvider();
    }

    public static TheoryData<string> GoodTitles =>
    [
        "Alert on the length of the payment queue", "Improve p99 latency of checkout to below 200 ms",
        "Investigate the leak and write down what holds the memory", "Add alerts", "Fix the flaky migration test", "More replicas: at least 3 in each zone",
        "OPS-412", "acme/web#12", "https://github.com/acme/web/issues/12", "監視を追加する",
        "Warnungen ergänzen für alle Warteschlangen", "Rotate the certificate before it expires", "Prevent two deploys at once",
    ];

    public static TheoryData<string, string> VagueTitles => new()
    {
        { "Monitoring", TitleRules.TooShort },
        { "Better monitoring", TitleRules.TooShort },
        { "Database", TitleRules.TooShort },
        { "Better monitoring of the queue", TitleRules.NoEnd },
        { "Improve the deploy process", TitleRules.NoEnd },
        { "Investigate the memory leak in checkout", TitleRules.NoOutcome },
        { "Consider a second region", TitleRules.NoCommitment },
        { "Look into slow queries", TitleRules.NoCommitment },
        { "We should think about failover", TitleRules.NoCommitment },
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public void A_good_item_is_left_alone() => Assert.Empty(Look("SEV1", Good));

    [Fact]
    public void What_is_closed_is_left_alone() => Assert.Empty(Look("SEV2", new ActionItem { Title = "Stuff", Status = ItemState.Done }));

    [Fact]
    public void Somebody_and_a_day_are_missed() =>
        Assert.Equal(["no-owner", "no-deadline"], Look("SEV3", Good with { Owner = null, Deadline = null, Priority = null }));

    [Theory]
    [InlineData("SEV1", true)]
    [InlineData("critical", true)]
    [InlineData("Sev-2", true)]
    [InlineData("SEV3", false)]
    [InlineData(null, false)]
    public void A_priority_is_missed_after_a_grave_incident(string? severity, bool isMissed) =>
        Assert.Equal(isMissed ? ["no-priority"] : [], Look(severity, Good with { Priority = null }));

    [Fact]
    public void A_SEV1_incident_without_prevention_is_named_once()
    {
        Assert.Equal(
            ["no-prevention"], Look("SEV1", Good with { Type = "detection" }, Good with { Type = null, Title = "Write the page for the night shift" }));
        Assert.Empty(Look("SEV1", Good with { Type = "Preventive" }));
        Assert.Empty(Look("SEV2", Good with { Type = "detection" }));
    }

    [Fact]
    public void An_owner_whom_nobody_knows_and_several_owners_are_named()
    {
        Assert.Equal(["unknown-owner"], Look("SEV3", Good with { Owner = "Carol" }));
        Assert.Empty(Look("SEV3", Good with { Owner = "Bob Gray" }));
        Assert.Equal(["several-owners"], Look("SEV3", Good with { Owners = ["alice@acme.com", "Bob Gray"] }));
    }

    [Theory]
    [InlineData("2026-03-01", "past-deadline")]
    [InlineData("2026-03-02", null)]
    [InlineData("2026-03-07", "day-off")]
    [InlineData("2026-03-10", "day-off")]
    public void A_deadline_is_a_working_day_to_come(string day, string? why) =>
        Assert.Equal(why is null ? [] : [why], Look("SEV3", Good with { Deadline = Deadline.On(DateOnly.ParseExact(day, "yyyy-MM-dd", null)) }));

    [Theory]
    [MemberData(nameof(GoodTitles))]
    public void A_title_that_can_be_ticked_off_is_left_alone(string title) => Assert.Null(TitleRules.Of(title));

    [Theory]
    [MemberData(nameof(VagueTitles))]
    public void A_title_that_nobody_can_tick_off_is_named(string title, string why) => Assert.Equal(why, TitleRules.Of(title)?.Why);

    [Fact]
    public void A_long_title_is_cut_so_that_the_line_fits()
    {
        var finding = new LintFinding(1, "no-owner", string.Join(' ', Enumerable.Repeat("word", 50)), "has no owner. Name one.");

        Assert.InRange(finding.Within(60).Length, 50, 60);
        Assert.EndsWith("has no owner. Name one.", finding.Within(5), StringComparison.Ordinal);
    }

    private List<string> Look(string? severity, params ActionItem[] items) =>
    [
        .. _services.GetRequiredService<DocumentLint>().Look(
            new IncidentDocument
            {
                Incident = new IncidentBrief { Id = "INC-1", Title = "It stood still", Severity = severity },
                ActionItems = items,
                Source = default,
                Ending = ".md",
            },
            _services.GetRequiredService<EarlierActions>(), Now).Select(finding => finding.Why),
    ];
}
