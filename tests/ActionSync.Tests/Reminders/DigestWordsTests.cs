using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>What a message says to its reader, in every channel alike.</summary>
public sealed class DigestWordsTests
{
    private const string Link = "https://tracker.test/acme/ops/issues/12";

    private static readonly Dictionary<string, Func<Digest, string>> Renderings = new()
    {
        ["text"] = digest => TextDigest.Render(DigestView.Of(digest)),
        ["HTML"] = digest => HtmlDigest.Render(DigestView.Of(digest)),
        ["Slack"] = digest => Encoding.UTF8.GetString(SlackDigest.Render(DigestView.Of(digest), "U1")),
        ["Teams"] = digest => Encoding.UTF8.GetString(TeamsDigest.Render(DigestView.Of(digest), digest.To)),
    };

    public static TheoryData<string> Channels => [.. Renderings.Keys];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Each_item_has_title_lateness_day_incident_issue_and_what_to_do(string channel)
    {
        var message = Render(channel, Digest(Entry()));

        Assert.All(
            [
                "Add an alert", "4 days overdue", "was due Friday 12 January 2024", "INC-1", "It broke", Link,
                "Done? Close it. Not yours? Reassign it. Later? Change its date.",
            ],
            words => Assert.True(message.Contains(words, StringComparison.Ordinal), $"{channel} lacks \"{words}\":\n{message}"));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void No_command_of_the_server_no_address_of_ours_and_no_key_is_in_it(string channel)
    {
        var message = Render(channel, Digest(Entry(), Entry("b", kind: ReminderKind.Escalated), Entry("c", kind: ReminderKind.Orphan)) with
        {
            AlsoOverdue = [Entry("d")],
        });

        Assert.All(
            ["actionsync", "--until", "127.0.0.1", "localhost", "INC-1/"],
            words => Assert.False(message.Contains(words, StringComparison.OrdinalIgnoreCase), $"{channel} has \"{words}\":\n{message}"));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void What_is_less_urgent_is_a_line_and_what_is_left_out_a_number(string channel)
    {
        var message = Render(channel, Digest(Entry()) with
        {
            AlsoOverdue = [.. Enumerable.Range(1, 20).Select(n => Entry($"also-{n}", title: $"Also {n}.", priority: Priority.P3))],
            MoreAlsoOverdue = 3,
        });

        Assert.Contains("also overdue", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Also 20.", message, StringComparison.Ordinal);
        Assert.True(message.Contains("and 3 more", StringComparison.Ordinal), channel);
    }

    [Fact]
    public void One_item_has_its_own_subject_and_several_say_how_many_are_new()
    {
        Assert.Equal("Overdue: Add an alert (4 days overdue)", Subject(Entry()));
        Assert.Equal("Still overdue: Add an alert (4 days overdue)", Subject(Entry(isNew: false)));
        Assert.Equal("Escalated: Add an alert (4 days overdue)", Subject(Entry(kind: ReminderKind.Escalated)));
        Assert.Equal("From an old incident: Add an alert (4 days overdue)", Subject(Entry() with { IsOld = true }));
        Assert.Equal("2 action items for you, all overdue, all new", Subject(Entry(), Entry("b")));
        Assert.Equal("3 action items for you, 2 overdue, 1 new",
            Subject(Entry(), Entry("b", isNew: false), Entry("c", isNew: false) with { IsOverdue = false }));
        Assert.Equal("2 action items for you, all overdue, none new", Subject(Entry("b", isNew: false), Entry("c", isNew: false)));
    }

    [Fact]
    public void It_leads_with_what_is_new_and_counts_what_there_is()
    {
        var view = DigestView.Of(Digest(
            Entry("a", kind: ReminderKind.Escalated), Entry("b"), Entry("c", isNew: false), Entry("d", kind: ReminderKind.Escalated, isNew: false),
            Entry("e") with { IsOld = true }));

        Assert.Equal(["Escalated to you", "New", "Still overdue", "Still overdue in your team", "From old incidents"], view.Sections.Select(s => s.Heading));
        Assert.Equal(
            "16 January 2024: 5 action items for you and your team, 3 new: 1 escalated to you, 2 overdue, 1 escalated to you before, 1 from an old incident.",
            view.Summary);
    }

    [Fact]
    public void Where_all_is_alike_it_is_said_once_and_what_is_a_manager_s_team_s_is_not_called_theirs()
    {
        var (mine, old) = (Entry(), Entry() with { IsOld = true });
        var (escalated, before) = (Entry("c", kind: ReminderKind.Escalated), Entry("d", kind: ReminderKind.Escalated, isNew: false));

        Assert.Equal("16 January 2024: 1 action item for you, overdue.", Summary(mine));
        Assert.Equal("16 January 2024: 1 action item for you, from an old incident.", Summary(old));
        Assert.Equal("16 January 2024: 2 action items for you, all new: both from an old incident.", Summary(old, old));
        Assert.Equal(
            "16 January 2024: 2 action items for you, all new: both from old incidents.",
            Summary(old, old with { Item = old.Item with { IncidentId = "INC-2" } }));
        Assert.Equal("16 January 2024: 3 action items for you, all new: all overdue.", Summary(mine, mine, mine));
        Assert.Equal("16 January 2024: 1 action item of your team, escalated to you.", Summary(escalated));
        Assert.Equal("2 action items of your team, all overdue, none new", Subject(before, before));
        Assert.Equal("16 January 2024: 2 action items for you and your team, 1 new: 1 overdue, 1 escalated to you before.", Summary(mine, before));

        static string Summary(params DigestEntry[] entries) => DigestView.Of(Digest(entries)).Summary;
    }

    [Fact]
    public void A_message_does_not_read_as_if_it_were_all_that_is_overdue()
    {
        var others = new[] { Entry("c"), Entry("d") };
        var two = DigestView.Of(Digest(Entry(), Entry("b", isNew: false)) with { AlsoOverdue = others, MoreAlsoOverdue = 2 });
        var one = DigestView.Of(Digest(Entry()) with { AlsoOverdue = [others[0]] });

        Assert.Equal("2 action items for you, all overdue, 1 new; 4 more overdue", two.Subject);
        Assert.Equal("16 January 2024: 2 action items for you today, 1 new: both overdue. 4 more are overdue.", two.Summary);
        Assert.Equal("Overdue: Add an alert (4 days overdue)", one.Subject);
        Assert.Equal("16 January 2024: 1 action item for you today, overdue. 1 more is overdue.", one.Summary);
    }

    [Fact]
    public void What_nobody_else_can_be_told_of_is_not_called_the_reader_s_team_s()
    {
        var before = Entry(kind: ReminderKind.Escalated, isNew: false) with { IsLastResort = true };
        var view = DigestView.Of(Digest(before, before));
        var mixed = DigestView.Of(Digest(before, Entry("b", kind: ReminderKind.Escalated, isNew: false)));

        Assert.Equal("2 action items that nobody else can be told of, all overdue, none new", view.Subject);
        Assert.Equal(["Still overdue, and nobody else can be told"], view.Sections.Select(section => section.Heading));
        Assert.StartsWith("Still overdue, and nobody else can be told: Add an alert", Subject(before), StringComparison.Ordinal);
        Assert.Equal("2 action items to look at, all overdue, none new", mixed.Subject);
        Assert.Equal(["Escalated before, and still overdue"], mixed.Sections.Select(section => section.Heading));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_mentioned_item_without_a_web_address_is_found_by_the_name_of_its_file(string channel)
    {
        var mentioned = Entry("d", url: "");
        mentioned = mentioned with { Item = mentioned.Item with { Issue = mentioned.Item.Issue! with { Number = "add-an-alert.md" } } };

        Assert.Contains("add-an-alert.md", Render(channel, Digest(Entry()) with { AlsoOverdue = [mentioned] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_mentions_that_do_not_fit_into_a_Slack_block_the_rest_is_counted()
    {
        var message = Render("Slack", Digest(Entry()) with
        {
            AlsoOverdue = [.. Enumerable.Range(1, 20).Select(n => Entry($"also-{n}", title: $"Also {n}. {new string('x', 250)}", priority: Priority.P3))],
            MoreAlsoOverdue = 3,
        });

        var shown = Regex.Count(message, @"Also \d+\.");
        Assert.InRange(shown, 1, 19);
        Assert.Contains($"and {23 - shown} more", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_are_written_one_way_however_many() =>
        Assert.Equal(("1044 days overdue", "due in 1044 days"), (
            EntryView.AgeOf(Entry() with { DaysOverdue = 1044 }), EntryView.AgeOf(Entry() with { DaysOverdue = -1044, IsOverdue = false })));

    [Fact]
    public void How_to_have_some_quiet_is_said_by_what_the_reader_s_issues_have()
    {
        Assert.EndsWith("for up to 14 days, give its issue the label snooze-until:2024-01-23.", Footer(Digest(Entry())), StringComparison.Ordinal);
        Assert.EndsWith("for up to 14 days, write snooze_until: 2024-01-23 into its file.", Footer(Digest(Entry(url: ""))), StringComparison.Ordinal);
        Assert.EndsWith(
            "for up to 1 day, give its issue the label snooze-until:2024-01-17.", Footer(Digest(Entry()) with { MaxSnoozeDays = 1 }), StringComparison.Ordinal);
        Assert.Equal("An item that is closed is not reminded of again.", Footer(Digest(Entry()) with { MaxSnoozeDays = 0 }));

        static string Footer(Digest digest) => DigestView.Of(digest).Footer;
    }

    private static string Subject(params DigestEntry[] entries) => DigestView.Of(Digest(entries)).Subject;

    /// <summary>As it reads: no escapes of JSON, no marks that keep directions or mark-up apart.</summary>
    private static string Render(string channel, Digest digest) => Regex.Unescape(Renderings[channel](digest).Replace("\\/", "/", StringComparison.Ordinal))
        .Replace("\u200B", "", StringComparison.Ordinal);

    private static Digest Digest(params DigestEntry[] entries) => new()
    {
        To = new Recipient("alice@x.org", "Alice"),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero),
        MaxSnoozeDays = 14,
        Entries = [.. entries.Order(DigestEntry.ReadingOrder)],
    };

    private static DigestEntry Entry(
        string key = "a", ReminderKind kind = ReminderKind.Overdue, bool isNew = true, string title = "Add an alert", Priority priority = Priority.P1,
        string url = Link) => new()
        {
            Kind = kind,
            DueDay = new DateOnly(2024, 1, 12),
            DaysOverdue = 4,
            IsOverdue = true,
            IsNew = isNew,
            Role = "it is theirs",
            Item = new ReminderItem
            {
                Key = $"INC-1/{key}",
                Title = title,
                IncidentId = "INC-1",
                IncidentTitle = "It broke",
                Owner = "alice@x.org",
                Priority = priority,
                State = ItemState.Open,
                FirstSeenAt = DateTimeOffset.UnixEpoch,
                Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
                Issue = new IssueRef("https://tracker.test", "acme/ops", "12", "#12", url),
            },
        };
}
