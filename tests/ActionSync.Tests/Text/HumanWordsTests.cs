using ActionSync.Commands;
using ActionSync.Listing;
using ActionSync.Tests.Reminders;
using ActionSync.Text;
using Spectre.Console;

namespace ActionSync.Tests.Text;

/// <summary>Small things that people read: lengths of time, numbers of things, and tables where there is little room.</summary>
public sealed class HumanWordsTests
{
    [Theory]
    [InlineData(0, "1 second")]
    [InlineData(59.2, "60 seconds")]
    [InlineData(270.6974534, "5 minutes")]
    [InlineData(300, "5 minutes")]
    [InlineData(7200, "2 hours")]
    public void A_wait_is_told_roughly(double seconds, string words) => Assert.Equal(words, RoughTime.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(132)]
    public void A_table_breaks_no_word_in_a_narrow_terminal(int width)
    {
        var items = new List<ListedItem>
        {
            Item("INC-1/a", "alice.longname@company.com", "Implement canary deployment pipeline for database configuration and ORM changes"),
            Item("INC-1/b", "bob@company.com", "Write a test"),
            Item("INC-1/c", "Jürgen Müller-Lüdenscheidt", "データベースの接続プールを監視し、しきい値を超えたら通知する 🚨🚨🚨"),
            Item("a-postmortem-known-by-a-very-long-path/17", "nobody", "Infrastructure-as-code-for-everything-that-we-run-anywhere"),
        };
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;

        ItemRows.Print(console, items, TimeZoneInfo.Utc);

        var known = items.SelectMany(item => $"{item.Short} {item.Item.Title} {item.Item.Owner} {item.Incident.Id} {item.Incident.Title}".Split(' '))
            .Concat(["P1", "2024-01-12", "[in_progress,", "unassigned]", "alice.longname", "bob"]).ToHashSet();
        var words = written.ToString().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToList();
        // Only what fills a column alone, or has no blanks, is cut within.
        Assert.All(words.Where(word => !known.Contains(word) && !known.Contains(word.TrimEnd('…'))), word =>
        {
            Assert.EndsWith("…", word, StringComparison.Ordinal);
            Assert.True(word.StartsWith("データ", StringComparison.Ordinal) || word.StartsWith("Infra", StringComparison.Ordinal), word);
        });
        Assert.All(items, item => Assert.Single(words, word => word == item.Short));
        Assert.All(written.ToString().Split('\n'), line => Assert.True(DisplayText.Width(line.TrimEnd()) <= width, line));
    }

    private static ListedItem Item(string key, string owner, string title) => new(
        ReminderHarness.Some.Item(key, owner: owner, title: title) with { State = ActionSync.Items.ItemState.InProgress },
        ReminderHarness.Some.Incident(key.Split('/')[0]), key, null, null, IsOverdue: false)
    {
        IsUnassigned = true,
    };
}
