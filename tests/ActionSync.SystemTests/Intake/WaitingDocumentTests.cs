using ActionSync.SystemTests.Support;

namespace ActionSync.SystemTests.Intake;

/// <summary>A document that lies where another incident's lay waits for a person, in sight of everybody who asks.</summary>
public sealed class WaitingDocumentTests : IDisposable
{
    private const string Waits = "latest: latest.md has another title, another date and other items than latest, which this file was known for, so it waits. " +
        "If it is latest all the same, run actionsync confirm latest; if not, give the file another name.";

    private readonly Actionsync _actionsync = new();

    public void Dispose() => _actionsync.Dispose();

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Status_doctor_and_every_pass_name_a_document_that_waits(string inPlace)
    {
        _actionsync.With("Intake:KeepInPlace", inPlace);
        _actionsync.Drop("latest.md", "# Checkout was down\n\nDate: 2024-01-15\n\n## Action items\n\n- Alert on the queue\n");
        (await _actionsync.RunAsync("once")).Exits(0);
        _actionsync.Drop("latest.md", "# Mail was late\n\nDate: 2024-02-20\n\n## Action items\n\n- Add a second relay\n", TimeSpan.FromMinutes(4));

        for (var pass = 0; pass < 2; pass++)
            Assert.Contains("actionsync confirm latest", (await _actionsync.RunAsync("once")).Exits(3).Stderr, StringComparison.Ordinal);
        Assert.EndsWith($"\n{Waits}\n", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
        var json = (await _actionsync.RunAsync("status", "--json")).Exits(0);
        Assert.Contains(Waits, json.Stderr, StringComparison.Ordinal);
        Assert.EndsWith("]", json.Stdout.Trim(), StringComparison.Ordinal);
        var doctor = (await _actionsync.RunAsync("doctor")).Stdout;
        Assert.Contains($"note {Waits}", doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing lies there", doctor, StringComparison.Ordinal);

        (await _actionsync.RunAsync("confirm", "latest")).Exits(0);
        (await _actionsync.RunAsync("once")).Exits(0);
        Assert.DoesNotContain("waits", (await _actionsync.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
    }
}
