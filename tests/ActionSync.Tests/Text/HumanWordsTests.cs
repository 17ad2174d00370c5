using ActionSync.Commands;
using ActionSync.Ledger;
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
        var items = new List<LedgerItem>
        {
            Item("INC-1/a", "alice.longname@company.com", "Implement canary deployment pipeline for database configuration and ORM changes"),
            Item("INC-1/b", "bob@company.com", "Write a test"),
        };
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;

        ItemTable.Print(console, items, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, written.WriteLine);

        var words = written.ToString().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(items,
            item => Assert.All($"{item.Title} {item.Owner} {item.Deadline!.Value.ToWord()} in_progress".Split(' '), word => Assert.Contains(word, words)));
        Assert.All(written.ToString().Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    private static LedgerItem Item(string key, string owner, string title) =>
        ReminderHarness.Some.Item(key, owner: owner, title: title) with { State = ActionSync.Items.ItemState.InProgress };
}
