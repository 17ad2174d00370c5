using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.Sync;
using ActionSync.Testing;
using ActionSync.Tests.Reminders;
using ActionSync.Tests.Trackers.Folder;
using ActionSync.Tests.Trackers.GitHub;
using ActionSync.Tests.Trackers.Jira;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using static ActionSync.Tests.Reminders.ReminderHarness;

namespace ActionSync.Tests.Deadlines;

/// <summary>A deadline has one day, the one in the reminding time zone, in every place that shows or writes it.</summary>
public sealed partial class DeadlineDayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Zone, deadline as the document says it, and how the zone's clocks tell it.</summary>
    public static TheoryData<string, string, string> Times => new()
    {
        { "Pacific/Auckland", "2026-12-01T23:30:00Z", "2026-12-02T12:30:00+13:00" },
        { "Pacific/Auckland", "2026-12-01T10:59:59Z", "2026-12-01T23:59:59+13:00" },
        { "Pacific/Auckland", "2026-12-01T11:00:00Z", "2026-12-02T00:00:00+13:00" },
        // Clocks go forward at two in the morning of 27 September 2026, and back at three on 5 April.
        { "Pacific/Auckland", "2026-09-26T13:59:59Z", "2026-09-27T01:59:59+12:00" },
        { "Pacific/Auckland", "2026-09-26T14:00:00Z", "2026-09-27T03:00:00+13:00" },
        { "Pacific/Auckland", "2026-04-04T14:00:00Z", "2026-04-05T02:00:00+12:00" },
        { "Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01T00:00:00+14:00" },
        { "Pacific/Kiritimati", "2026-12-31T09:59:59Z", "2026-12-31T23:59:59+14:00" },
        { "Pacific/Honolulu", "2026-12-02T09:59:59Z", "2026-12-01T23:59:59-10:00" },
        { "Pacific/Honolulu", "2026-12-02T12:30:00+13:00", "2026-12-01T13:30:00-10:00" },
        { "America/St_Johns", "2026-03-01T03:29:59Z", "2026-02-28T23:59:59-03:30" },
        { "America/St_Johns", "2026-11-01T02:29:59Z", "2026-10-31T23:59:59-02:30" },
        { "America/St_Johns", "2026-11-02T03:30:00Z", "2026-11-02T00:00:00-03:30" },
        { "UTC", "2026-12-01T23:30:00-10:00", "2026-12-02T09:30:00+00:00" },
        { "UTC", "2026-12-01T00:30:00+14:00", "2026-11-30T10:30:00+00:00" },
        // Without an offset it is the zone's own hour.
        { "Pacific/Auckland", "2026-12-02T12:30", "2026-12-02T12:30:00+13:00" },
        { "Pacific/Honolulu", "2026-12-01T23:59:59", "2026-12-01T23:59:59-10:00" },
        // A day is a day, wherever.
        { "Pacific/Kiritimati", "2026-12-02", "2026-12-02" },
        { "Pacific/Honolulu", "2026-12-02", "2026-12-02" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Jira_has_it_as_due_date_of_new_and_of_changed_issues(string zone, string text, string told)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.Cloud, b => b.Zone = Zone(zone));

        var created = await harness.CreateAsync(Draft(zone, text));
        var changed = await harness.UpdateAsync(
            (await harness.CreateAsync(Draft(zone, null, 2))).Ref, new IssuePatch { Deadline = new(Requested(zone, text)) });

        Assert.All(harness.Issues, issue => Assert.Equal(Day(told), issue.DueDate));
        Assert.Contains(InWords(told), Plain(harness.BodyOf(created.Ref)), StringComparison.Ordinal);
        Assert.Empty(changed.Remarks);
        Comes_back_as_written(zone, text, created);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_Jira_without_due_dates_says_it_in_the_description(string zone, string text, string told)
    {
        await using var harness = await JiraHarness.StartAsync(JiraMode.DataCenter, b =>
        {
            b.Zone = Zone(zone);
            b.Project.CreateScreen.RemoveAll(f => f.Id == "duedate");
        });

        var created = await harness.CreateAsync(Draft(zone, text));

        Assert.Contains(
            $"the deadline {told} stands", Assert.Single(created.Remarks, r => r.Contains("Due date", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task GitHub_has_it_in_field_milestone_or_body(string zone, string text, string told)
    {
        foreach (var place in new[] { DeadlinePlace.Field, DeadlinePlace.Milestone, DeadlinePlace.Body })
        {
            await using var stage = await GitHubStage.SetAsync();
            stage.Zone = Zone(zone);
            if (place == DeadlinePlace.Field)
                stage.GitHub.World.SetFields("acme", GitHubField.Defaults);
            var tracker = stage.Tracker(o => o.DeadlineIn = place);

            var created = await stage.CreateAsync(Draft(zone, text), tracker);
            var other = await stage.CreateAsync(Draft(zone, null, 2), tracker);
            var changed = Assert.IsType<ReadOutcome.Found>(
                await tracker.UpdateAsync(other.Ref, new IssuePatch { Deadline = new(Requested(zone, text)) }, Cancel)).Issue;

            // Where a field or milestone counts, the line of the body only tells what the document says.
            var words = $"- **Deadline{(place == DeadlinePlace.Body ? ":**" : "**:")} {InWords(told)} (from the postmortem)\n";
            Assert.All(stage.Repository.Issues, issue => Assert.Contains(words, issue.Body, StringComparison.Ordinal));
            var shown = place == DeadlinePlace.Body ? told : Day(told);
            Assert.Equal((shown, shown), (created.Deadline?.ToWord(), changed.Deadline?.ToWord()));
            if (place == DeadlinePlace.Milestone)
                Assert.Equal($"Due {Day(told)}", Assert.Single(stage.Repository.Milestones).Title);
            Comes_back_as_written(zone, text, created);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task The_board_has_it_in_its_front_matter(string zone, string text, string told)
    {
        using var board = new BoardFixture(Zone(zone));

        var created = await board.Create(Draft(zone, text));
        var other = await board.Create(Draft(zone, null, 2));
        await board.Update(other.Ref, new IssuePatch { Deadline = new(Requested(zone, text)) });

        Assert.Contains($"deadline: {told}\n", board.Read(created.Ref), StringComparison.Ordinal);
        Assert.Contains($"deadline: {told}\n", board.Read(other.Ref), StringComparison.Ordinal);
        Comes_back_as_written(zone, text, created);
        // The same hour as somebody else's clocks tell it is no move.
        board.Edit(other.Ref, $"deadline: {told}", $"deadline: {text.Replace('T', ' ')}");
        Assert.Equal(Requested(zone, text), (await board.ReadBack(other.Ref)).Deadline);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Mail_messages_and_the_preview_tell_day_and_hour_of_one_zone(string zone, string text, string told)
    {
        await using var harness = await Remembering(zone, text, Requested(zone, text).EndsAt(Zone(zone)).AddDays(1));

        var preview = Assert.Single((await harness.Run.PreviewAsync(null, null, Cancel)).Digests);
        await harness.Run.RunAsync(ReminderMode.Now, Cancel);
        await using var others = await Remembering(zone, text, Requested(zone, text).EndsAt(Zone(zone)).AddDays(1));
        var channel = new RecordingChannel("Recording", repeatsHarmlessly: true);
        others.OwnChannels.Add(channel);
        await others.Run.RunAsync(ReminderMode.Now, Cancel);
        var view = DigestView.Of(Assert.Single(channel.Delivered));

        var words = Spoken(told);
        Assert.Contains(words, preview.Text, StringComparison.Ordinal);
        var mail = Decoded(harness.OutboxText(Assert.Single(harness.Outbox)));
        Assert.Equal(2, mail.Split(words).Length - 1);
        Assert.Contains(words, Json(SlackDigest.Render(view, "U1")), StringComparison.Ordinal);
        Assert.Contains(words, Json(TeamsDigest.Render(view, new Recipient("alice@x.org", "Alice"))), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Status_receipt_and_report_tell_it_in_the_zone(string zone, string text, string told)
    {
        await using var harness = await Remembering(zone, text, Requested(zone, text).EndsAt(Zone(zone)).AddDays(1));
        await using var work = await harness.Database.ReadAsync(Cancel);
        var item = (await work.Items.FindAsync("INC-1/a", Cancel))!;

        Assert.Equal(told, StatusEntry.Of(new ListedItem(item, Some.Incident(), "INC-1/1", null, null, IsOverdue: true), Zone(zone)).Deadline);
        Assert.Equal(told, ReceiptItem.Of(item, Zone(zone)).Deadline);
        Assert.Contains($",{told},", ReportCsv.Render(await harness.Get<ReportBuilder>().BuildAsync(null, Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_over_midnight_elsewhere_is_no_day_in_the_report()
    {
        await using var harness = await Remembering("Pacific/Auckland", "2026-12-01T23:30:00Z", new(2026, 12, 10, 0, 0, 0, TimeSpan.Zero));
        await using (var work = await harness.Database.BeginAsync(Cancel))
        {
            await work.Events.AddAsync(
                [new()
                {
                    At = harness.Clock.GetUtcNow(),
                    IncidentId = "INC-1",
                    ItemKey = "INC-1/a",
                    Kind = EventKind.DeadlineMoved,
                    Text = "moved",
                    Old = "2026-12-01T23:30:00+00:00",
                    New = "2026-12-02T01:30:00+00:00"
                }], Cancel);
            await work.CommitAsync(Cancel);
        }

        var moves = (await harness.Get<ReportBuilder>().BuildAsync(null, Cancel)).Moves;

        Assert.Equal((1, 0), (moves.Times, moves.MostDays));
    }

    /// <summary>Whatever the tracker made of it, nobody has moved the deadline: after a create, after one whose answer was lost, and to a new ledger.</summary>
    private static void Comes_back_as_written(string zone, string text, IssueSnapshot shown)
    {
        var document = Testing.Planning.Some.Document(Incident.Item("Add an alert", deadline: null));
        document = document with { ActionItems = [document.ActionItems![0] with { Deadline = Requested(zone, text) }] };
        var item = Testing.Planning.Some.Planner(zone: Zone(zone)).Plan(document, [], Testing.Planning.Some.Now).Steps[0].Item;
        var now = Testing.Planning.Some.Now;
        shown = shown with { Title = item.Title, Owner = null, Priority = item.Priority };

        Assert.All(
            [item.Written(shown, item.Fields, Enum.GetValues<ItemField>(), now).Seen(shown, now), item.Arrived(shown, now), item.Adopt(shown, now)],
            known =>
            {
                Assert.False(known.Fields.Deadline.ChangedByPeople);
                Assert.False(known.Fields.Deadline.IsUnsettled);
                Assert.Equal(Requested(zone, text), known.Deadline);
            });
    }

    private static async Task<ReminderHarness> Remembering(string zone, string text, DateTimeOffset now)
    {
        var harness = await new ReminderHarness(now).MigratedAsync();
        harness.Options.Reminding.TimeZone = Zone(zone);
        await harness.AddAsync(Some.Item(due: Requested(zone, text).ToWord()));
        return harness;
    }

    private static IssueDraft Draft(string zone, string? text, int position = 1) =>
        SomeDraft.Of($"Add an alert {position}", deadline: null, position: position) with { Deadline = text is null ? null : Requested(zone, text) };

    /// <summary>The deadline as it is read from a document: with the document's offset.</summary>
    private static Deadline Requested(string zone, string text)
    {
        var file = Parsing(Incident.Json("INC-1", Incident.Item("Add an alert", deadline: text)), zone);
        return file.ActionItems![0].Deadline!.Value;
    }

    private static ActionSync.Documents.IncidentDocument Parsing(string json, string zone)
    {
        var file = ActionSync.Documents.Json.IncidentParser.Parse(Encoding.UTF8.GetBytes(json), Zone(zone));
        Assert.Empty(file.Problems);
        return Assert.Single(file.Incidents);
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static string Day(string told) => told[..10];

    /// <summary>As an issue's text says it: "2 December 2026, 12:30 (UTC+13:00)".</summary>
    private static string InWords(string told)
    {
        var deadline = Deadline.ParseOrNull(told)!.Value;
        return deadline.Time is { } time
            ? time.ToString($"d MMMM yyyy, HH:mm{(time.Second == 0 ? "" : ":ss")} '(UTC'zzz')'", CultureInfo.InvariantCulture)
            : deadline.WholeDay!.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>As a reminder says it: "Wednesday 2 December 2026 (12:30 at UTC+13:00)".</summary>
    private static string Spoken(string told)
    {
        var deadline = Deadline.ParseOrNull(told)!.Value;
        return deadline.Time is { } time
            ? time.ToString("dddd d MMMM yyyy '('HH:mm 'at UTC'zzz')'", CultureInfo.InvariantCulture)
            : deadline.WholeDay!.Value.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
    }

    private static string Json(byte[] body) =>
        JsonNode.Parse(body)!.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Plain(string wiki) => wiki.Replace("\\", "", StringComparison.Ordinal);

    /// <summary>Both parts of an .eml file, quoted-printable, read as a mail program does.</summary>
    private static string Decoded(string eml)
    {
        var text = eml.Replace("=\r\n", "", StringComparison.Ordinal);
        return System.Net.WebUtility.HtmlDecode(Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString()));
    }

    [GeneratedRegex("=(?<code>[0-9A-F]{2})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
