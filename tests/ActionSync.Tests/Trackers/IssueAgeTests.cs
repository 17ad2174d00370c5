using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers;

/// <summary>Which of several issues is the oldest, for whoever asks.</summary>
public sealed class IssueAgeTests
{
    [Theory]
    [InlineData("the one made first, whatever its number", "10 12:00", "9 12:01")]
    [InlineData("at one moment, the smaller number", "9 12:00", "10 12:00")]
    [InlineData("at one moment, the smaller number of many digits", "99999 12:00", "100000 12:00")]
    [InlineData("at one moment, a board's page before its copies", "861949d7751d1bb1bba6 12:00", "861949d7751d1bb1bba6@a.md 12:00")]
    public void The_oldest_is(string which, string oldest, string other)
    {
        var (first, second) = (Issue(oldest), Issue(other));

        Assert.Equal((which, first), (which, IssueAge.OldestOf([second, first])));
        Assert.Equal((which, first), (which, IssueAge.OldestOf([first, second])));
    }

    [Fact]
    public void An_order_by_age_is_total()
    {
        var issues = new[] { "1 12:00", "2 12:00", "10 12:00", "3 12:01" }.Select(Issue).ToList();

        Assert.Equal(["1", "2", "10", "3"], issues.AsEnumerable().Reverse().Order(IssueAge.OldestFirst).Select(i => i.Ref.Id));
        Assert.Equal(0, IssueAge.OldestFirst.Compare(issues[0], issues[0]));
    }

    private static IssueSnapshot Issue(string text)
    {
        var parts = text.Split(' ');
        return new IssueSnapshot
        {
            Ref = new IssueRef("https://tracker.test", "acme/ops", parts[0], $"#{parts[0]}", $"https://tracker.test/{parts[0]}"),
            Title = "Add an alert",
            State = ItemState.Open,
            CreatedAt = new DateTimeOffset(
                new DateOnly(2024, 1, 15), TimeOnly.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero),
        };
    }
}
