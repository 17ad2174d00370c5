using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Overdue items whose reminders would reach nobody are named where people look.</summary>
public sealed class UnreachableOwnerTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task An_overdue_item_that_nobody_can_be_reminded_of_is_named_with_what_to_configure()
    {
        var once = (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert", owner: null), Item("Write a test", owner: "The Team"),
            Item("Drill the failover"), Item("Clean up", owner: null, priority: "P3")))).Exits(0).Stderr;
        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        foreach (var said in (string[])[once, doctor])
        {
            Assert.Contains("INC-1/1: it is overdue and reaches nobody: nobody owns it", said, StringComparison.Ordinal);
            Assert.Contains("INC-1/2: it is overdue and reaches nobody: its owner The Team cannot be reached", said, StringComparison.Ordinal);
            Assert.Contains("Reminding:Orphans", said, StringComparison.Ordinal);
            Assert.DoesNotContain("INC-1/3", said, StringComparison.Ordinal);
            Assert.DoesNotContain("INC-1/4", said, StringComparison.Ordinal);
        }

        _actionsync.With("Reminding:Orphans", "office@company.com");
        (await _actionsync.RunAsync("doctor")).Exits(0);
    }

    [Fact]
    public async Task Without_reminders_once_says_nothing_of_them() =>
        Assert.DoesNotContain("reaches nobody",
            (await _actionsync.RunAsync("once", "--no-remind", _actionsync.Write("one.json", Json("INC-1", Item("Add an alert", owner: null)))))
                .Exits(0).Stderr, StringComparison.Ordinal);

    public void Dispose() => _actionsync.Dispose();
}
