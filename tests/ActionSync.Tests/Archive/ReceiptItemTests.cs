using ActionSync.Archive;
using ActionSync.Ledger;

namespace ActionSync.Tests.Archive;

/// <summary>Receipts of older versions, and those that somebody edited, still say what an item was stuck at.</summary>
public sealed class ReceiptItemTests
{
    [Theory]
    [InlineData("Refused", "open", "Refused")]
    [InlineData(null, "missing", "Missing")]
    [InlineData(null, "unknown", "NoAnswer")]
    [InlineData(null, "open", "Failed")]
    [InlineData("Gibberish", "open", "Failed")]
    [InlineData("99", "open", "Failed")]
    public void What_it_is_stuck_at_is_read(string? code, string state, string expected) =>
        Assert.Equal(new ItemProblem(Enum.Parse<ProblemCode>(expected), "It waits."), Receipt(state, "It waits.", code).StuckAt);

    [Fact]
    public void Without_a_problem_it_is_stuck_at_nothing() => Assert.Null(Receipt("open", null, "Refused").StuckAt);

    private static ReceiptItem Receipt(string state, string? problem, string? code) => new(
        "INC-1/a", "A", null, "P1", null, null, state, Withdrawn: false, null, null, null, null, null, problem, null, null, null, code);
}
