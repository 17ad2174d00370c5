using System.Net;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>One click from the reminder: links out of the mail of the real program, followed to the real worker.</summary>
public sealed class LinkJourneyTests : IDisposable
{
    private const string Alice = "alice@company.com";
    private const string Boss = "boss@company.com";

    private readonly Actionsync _actionsync = new();
    private readonly LinkReader _reader = new();
    private readonly string _address = FreeAddress.Next();

    [Fact]
    public async Task A_link_of_the_mail_snoozes_once_it_is_confirmed_and_the_preview_says_so()
    {
        var mail = await MailAsync();
        var address = MailLinks.Of(mail, "Snooze 1 week");

        var page = await _reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Snooze it for a week?", page.Text, StringComparison.Ordinal);
        Assert.Contains($"This link is for <bdi>{Alice}</bdi>.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Add an alert", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("snoozed", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);

        var done = await _reader.PressAsync(address, page);
        Assert.Equal(HttpStatusCode.SeeOther, done.Status);
        Assert.EndsWith(MailLinks.TokenOf(address), done.Location, StringComparison.Ordinal);
        Assert.Contains("Nobody is reminded of it until ", (await _reader.GetAsync(address)).Text, StringComparison.Ordinal);

        var until = ZonedTime.DayOf(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc).AddDays(7);
        Assert.Contains($"snoozed until {until:yyyy-MM-dd} by {Alice}: from the reminder", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
        Assert.Contains($"link:{Alice}", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
        var preview = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        Assert.Contains($"it is snoozed until {until:yyyy-MM-dd} by {Alice}: from the reminder", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_a_link_changes_nothing_however_often_and_by_whatever_means()
    {
        var mail = await MailAsync();
        var before = (await StateAsync(), await _actionsync.HistoryAsync("INC-1"));
        foreach (var address in new[] { "Done", "Snooze 1 day", "Snooze 1 week", "Not mine" }.Select(label => MailLinks.Of(mail, label))
            .Append(Header(mail, "List-Unsubscribe").Trim('<', '>')))
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Get, HttpMethod.Head })
            {
                using var prefetch = new HttpRequestMessage(method, address) { Headers = { { "Sec-Purpose", "prefetch" } } };
                Assert.Equal(HttpStatusCode.OK, (await _reader.SendAsync(prefetch)).Status);
            }
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
            {
                using var other = new HttpRequestMessage(method, address);
                Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _reader.SendAsync(other)).Status);
            }
            // A form that does not come from the page.
            using var forged = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("a", "b")]) };
            Assert.Equal(HttpStatusCode.BadRequest, (await _reader.SendAsync(forged)).Status);
        }
        Assert.Equal(before, (await StateAsync(), await _actionsync.HistoryAsync("INC-1")));
        Assert.Equal("Nobody is muted.", (await _actionsync.RunAsync("mute", "--list")).Stdout.Trim());
    }

    [Fact]
    public async Task An_item_of_the_folder_is_closed_and_what_others_of_its_links_would_do_is_shown_instead()
    {
        var mail = await MailAsync();
        var (done, snooze) = (MailLinks.Of(mail, "Done"), MailLinks.Of(mail, "Snooze 1 day"));
        var opened = await _reader.GetAsync(done);
        Assert.Equal(HttpStatusCode.SeeOther, (await _reader.PressAsync(done, opened)).Status);

        Assert.Equal("done", _actionsync.Pages[0]["status"]);
        Assert.Equal("done", await StateAsync());
        Assert.Contains($"Marked done by {Alice}.", await _actionsync.HistoryAsync("INC-1"), StringComparison.Ordinal);
        var after = await _reader.GetAsync(snooze);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Contains("It is done already, since ", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<button", after.Text, StringComparison.Ordinal);
        var again = await _reader.PressAsync(done, opened);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("This link was used on ", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_clicks_at_once_one_acts()
    {
        var mail = await MailAsync();
        foreach (var label in new[] { "Snooze 1 day", "Not mine" })
        {
            var address = MailLinks.Of(mail, label);
            var page = await _reader.GetAsync(address);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _reader.PressAsync(address, page)));
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
            Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        }
        var history = await _actionsync.HistoryAsync("INC-1");
        Assert.Equal(1, TimesIn(history, "snoozed until"));
        Assert.Equal(1, TimesIn(history, "said that it is not theirs"));
    }

    [Fact]
    public async Task What_is_not_mine_goes_to_my_manager_and_its_issue_says_so()
    {
        var address = MailLinks.Of(await MailAsync(), "Not mine");
        var page = await _reader.GetAsync(address);
        Assert.Contains($"{Boss} will be asked about it in your place", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await _reader.PressAsync(address, page)).Status);

        await Eventually.IsTrue(
            () => _actionsync.Pages[0].Text.Contains(
                $"{Alice} said in a reminder that this action item is not theirs. {Boss} is asked", StringComparison.Ordinal), "the issue says so");
        Assert.Equal(Alice, _actionsync.Pages[0]["owner"]);
        var preview = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        Assert.Matches($@"in   ?INC-1/1  \({Regex.Escape(Boss)}\): {Regex.Escape(Alice)} said that it is not theirs", preview);
        Assert.DoesNotContain($"To: {Alice}", preview, StringComparison.Ordinal);
        Assert.Contains($"You have said that it is not yours, and {Boss} is asked.",
            (await _reader.GetAsync(MailLinks.Of(Mail(), "Snooze 1 day"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_unsubscribes_from_what_is_less_urgent_and_a_command_takes_it_back()
    {
        var mail = await MailAsync();
        var address = Header(mail, "List-Unsubscribe").Trim('<', '>');
        Assert.Equal("List-Unsubscribe=One-Click", Header(mail, "List-Unsubscribe-Post"));

        using var click = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]),
        };
        Assert.Equal(HttpStatusCode.OK, (await _reader.SendAsync(click)).Status);
        using var again = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } },
        };
        Assert.Equal(HttpStatusCode.OK, (await _reader.SendAsync(again)).Status);

        Assert.Equal($"{Alice}  for what is less urgent than P1, by {Alice}: unsubscribed from a mail",
            (await _actionsync.RunAsync("mute", "--list")).Exits(0).Stdout.Trim());
        Assert.Contains($"{Alice} is muted for what is less urgent than P1 (unsubscribed from a mail)",
            (await _actionsync.RunAsync("doctor")).Stdout, StringComparison.Ordinal);
        var shown = (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout;
        var preview = string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"INC-1/2: its owner {Alice} is muted for what is less urgent than P1 (unsubscribed from a mail)", preview,
            StringComparison.Ordinal);
        Assert.Equal(1, TimesIn(preview, "is muted for"));
        (await _actionsync.RunAsync("mute", Alice, "--end")).Exits(0);
        Assert.DoesNotContain("is muted for", (await _actionsync.RunAsync("remind", "--preview")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_links_that_lead_nowhere_and_without_a_public_address_there_are_none()
    {
        await MailAsync();
        var preview = (await _actionsync.RunAsync("remind", "--preview", "--at", "2024-02-20T09:00:00Z")).Exits(0).Stdout;
        Assert.Contains($"Open: {_address}/items/INC-1/1", preview, StringComparison.Ordinal);
        Assert.Contains($"Done: {_address}/l/...", preview, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"/[lu]/[A-Za-z0-9_-]{8}", preview);

        using var plain = new Actionsync();
        (await plain.AtAnyHour().OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var mail = File.ReadAllText(Directory.GetFiles(plain["data", "outbox"])[0]);
        Assert.DoesNotContain("List-Unsubscribe", mail, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(Open|Done|Not mine):", MailLinks.Readable(mail));
    }

    [Fact]
    public async Task After_a_restore_old_links_say_that_they_are_no_longer_valid()
    {
        _actionsync.With("Dashboard:PublicUrl", _address);
        (await _actionsync.AtAnyHour().OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        (await _actionsync.RunAsync("backup", "ledger.bak")).Exits(0);
        (await _actionsync.RunAsync("restore", "ledger.bak", "--replace")).Exits(0);
        _actionsync.With("Dashboard:Urls", _address);
        await _actionsync.StartWorkerAsync();

        var page = await _reader.GetAsync(MailLinks.Of(Mail(), "Done"));
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("This link is no longer valid", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/items\"", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Alice's reminder of an overdue P1 item; the worker runs, and a P2 item of hers is there, too.</summary>
    private async Task<string> MailAsync()
    {
        _actionsync.AtAnyHour().With("Dashboard:PublicUrl", _address).With("Dashboard:Urls", _address).With("Reminding:Priorities:0", "P2")
            .With($"People:{Alice}:Manager", Boss).With("Reminding:OverdueEveryDays:0", "1");
        (await _actionsync.OnceAsync(Json("INC-1", Item("Add an alert"), Item("Write a test", priority: "P2")))).Exits(0);
        await _actionsync.StartWorkerAsync();
        return Mail();
    }

    private string Mail() => File.ReadAllText(Assert.Single(Directory.GetFiles(_actionsync["data", "outbox"], $"*{Alice}.eml")));

    private async Task<string> StateAsync() => (await _actionsync.StatusAsync())[0].GetProperty("state").GetString()!;

    private static int TimesIn(string text, string words) => text.Split(words).Length - 1;

    private static string Header(string mail, string name) =>
        Regex.Match(mail, $@"^{name}: (.+(?:\r\n[ \t].+)*)\r$", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Groups[1].Value
            .Replace("\r\n", "", StringComparison.Ordinal);

    public void Dispose()
    {
        _reader.Dispose();
        _actionsync.Dispose();
    }
}
