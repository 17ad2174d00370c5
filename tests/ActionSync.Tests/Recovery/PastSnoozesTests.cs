using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.Recovery;
using ActionSync.Reminders.Store;

namespace ActionSync.Tests.Recovery;

/// <summary>What a receipt tells of a snooze is a snooze again.</summary>
public sealed class PastSnoozesTests
{
    private static readonly DateTimeOffset At = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData("waiting for parts")]
    [InlineData(" (asked: 2024-12-31): not a reason of ours")]
    public void The_day_that_was_asked_for_and_the_reason_are_read_from_their_members(string? reason)
    {
        var snooze = Read(new ReceiptEvent(At, "INC-1/a", EventKind.Snoozed, "alice", reason, "2024-03-01", "2024-01-30", "whatever is said of it"));

        Assert.Equal((new DateOnly(2024, 3, 1), new DateOnly(2024, 1, 30), "alice", reason), (snooze.Asked, snooze.Until, snooze.Who, snooze.Reason));
    }

    [Theory]
    [InlineData("snoozed until 2024-01-30 by alice", 30, null)]
    [InlineData("snoozed until 2024-01-30 by alice (asked: 2024-01-31)", 31, null)]
    [InlineData("snoozed until 2024-01-30 by alice (asked: 2024-01-31): waiting\nfor parts", 31, "waiting\nfor parts")]
    [InlineData("snoozed until 2024-01-30 by alice: waiting for parts", 30, "waiting for parts")]
    public void Receipts_of_older_versions_have_them_in_their_sentence(string text, int asked, string? reason)
    {
        var snooze = Read(new ReceiptEvent(At, "INC-1/a", EventKind.Snoozed, "alice", null, null, "2024-01-30", text));

        Assert.Equal((new DateOnly(2024, 1, asked), reason), (snooze.Asked, snooze.Reason));
    }

    private static LedgerSnooze Read(ReceiptEvent told)
    {
        var incident = new ArchivedIncident("INC-1", [], new Receipt("INC-1", "Title", 1, [], [told]));
        return Assert.Single(PastSnoozes.Of(incident, at => DateOnly.FromDateTime(at.UtcDateTime)));
    }
}
