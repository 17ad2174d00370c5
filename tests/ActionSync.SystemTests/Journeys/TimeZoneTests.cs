using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A deadline is one day in every command, page and message.</summary>
public sealed class TimeZoneTests
{
    [Fact]
    public async Task The_program_tells_one_day_everywhere()
    {
        using var installation = new Actionsync().With("Reminding:TimeZone", "Pacific/Auckland");

        (await installation.OnceAsync(Incident.Json("INC-7601", Incident.Item("Add an alert on cache hit rate", deadline: "2026-12-01T23:30:00Z")))).Exits(0);
        var status = Assert.Single(await installation.StatusAsync());
        var preview = (await installation.RunAsync("remind", "--preview", "--at", "2026-12-02T22:00:00Z")).Exits(0);

        Assert.Equal("2026-12-02T12:30:00+13:00", status.GetProperty("deadline").GetString());
        Assert.Contains("deadline: 2026-12-02T12:30:00+13:00\n", File.ReadAllText(Assert.Single(Directory.GetFiles(installation["data", "board"]))),
            StringComparison.Ordinal);
        Assert.Contains("was due Wednesday 2 December 2026 (12:30 at UTC+13:00)", preview.Stdout, StringComparison.Ordinal);
        // The zone is no word of the document's: another one makes no change of it.
        installation.With("Reminding:TimeZone", "Pacific/Honolulu");
        Assert.Contains(
            "= 1 kept", (await installation.RunAsync("once", "--no-remind", installation["given-0.json"])).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("deadline", await installation.HistoryAsync("INC-7601"), StringComparison.OrdinalIgnoreCase);
    }
}
