using System.Net;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Web;

/// <summary>The page of a link over HTTP, by a clock that can be set: what is refused, and that texts of documents stay texts.</summary>
public sealed class LinkPageTests : IAsyncLifetime
{
    private const string Alice = "alice@company.com";
    private const string Hostile = """<script>alert(1)</script><img src=x onerror=alert(2)> "'&lt; evil""";

    private static readonly DateTimeOffset Start = new(2024, 1, 23, 14, 0, 0, TimeSpan.Zero);

    private readonly SetClock _clock = new(Start, speed: 5);
    private readonly LinkReader _reader = new();
    private HostedWorker _worker = null!;
    private string _mail = "";

    public async ValueTask InitializeAsync()
    {
        var address = FreeAddress.Next();
        _worker = await HostedWorker.StartAsync(_clock, place => place.Env("Dashboard:Urls", address).Env("Dashboard:PublicUrl", address)
            .Env("Dashboard:LinkKey", "a key of the tests that is long enough").Env("Dashboard:UserHeader", "X-User")
            .Env("Dashboard:TrustedProxies:0", "127.0.0.1").Env("People:bob@company.com:Name", "Bob"));
        _worker.Drop("one.json", Json("INC-1", Item(Hostile)));
        await _worker.HasStateAsync("INC-1", "open");
        // The next morning's slot.
        _clock.SetTo(Start.AddHours(19).AddMinutes(1));
        await _worker.UntilAsync(() => Task.FromResult(_worker.Mails > 0), "the owner is reminded");
        _mail = File.ReadAllText(Directory.GetFiles(_worker["data", "outbox"], "*.eml")[0]);
    }

    [Fact]
    public async Task A_hostile_title_is_text_and_the_answer_forbids_scripts()
    {
        var page = await _reader.GetAsync(MailLinks.Of(_mail, "Done"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<[a-z][^>]*\s(on\w+|style)=", page.Text);
    }

    [Fact]
    public async Task What_is_altered_of_another_key_or_ledger_or_expired_is_refused_with_a_sentence_and_changes_nothing()
    {
        var address = MailLinks.Of(_mail, "Snooze 1 day");
        var opened = await _reader.GetAsync(address);
        for (var at = address.LastIndexOf('/') + 1; at < address.Length; at += 7)
            await RefusedAsync($"{address[..at]}{(address[at] == 'A' ? 'B' : 'A')}{address[(at + 1)..]}", opened);
        await RefusedAsync(address[..^1], opened);
        await RefusedAsync($"{address}A", opened);
        await RefusedAsync($"{address[..(address.LastIndexOf('/') + 1)]}x", opened);

        _clock.Set(TimeSpan.FromDays(15));
        await RefusedAsync(address, opened, HttpStatusCode.Gone, "This link has expired");
        Assert.Contains("href=\"/items/INC-1/1\"", (await _reader.GetAsync(address)).Text, StringComparison.Ordinal);
        await RefusedAsync(MailLinks.Of(_mail, "Unsubscribe from what is less urgent than P1"), opened, HttpStatusCode.Gone, "This link has expired");
    }

    [Fact]
    public async Task A_path_that_leads_elsewhere_finds_no_link()
    {
        var address = MailLinks.Of(_mail, "Done");
        string[] paths = [$"{address}/", $"{address}/more", $"{address}%2F..%2F..%2Fitems", address.Replace("/l/", "/l//", StringComparison.Ordinal)];
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, asWritten));
            request.Headers.Add("X-User", Alice);
            var answer = await _reader.SendAsync(request);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest || path.EndsWith('/'), $"{path}: {answer.Status}");
        }
    }

    [Fact]
    public async Task Somebody_else_who_is_signed_on_is_refused_and_whose_link_it_is_needs_no_sign_on()
    {
        var address = MailLinks.Of(_mail, "Snooze 1 day");
        foreach (var (user, status) in new[] { ("bob@company.com", HttpStatusCode.Forbidden), ("Bob", HttpStatusCode.Forbidden), (Alice, HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("X-User", user);
            Assert.Equal(status, (await _reader.SendAsync(request)).Status);
        }
        var page = await _reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        using var other = new HttpRequestMessage(HttpMethod.Post, MailLinks.Of(_mail, "Unsubscribe from what is less urgent than P1"))
        {
            Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]),
        };
        other.Headers.Add("X-User", "bob@company.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await _reader.SendAsync(other)).Status);
        // Pages behind it ask who comes.
        Assert.NotEqual(HttpStatusCode.OK, (await _reader.GetAsync($"{_worker.Url}/items/INC-1/1")).Status);
    }

    [Fact]
    public async Task One_click_takes_its_own_body_and_no_other()
    {
        var address = MailLinks.Of(_mail, "Unsubscribe from what is less urgent than P1");
        foreach (var body in new[] { "", "List-Unsubscribe=", "List-Unsubscribe=Two-Clicks", "a=b" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded"),
            };
            Assert.Equal(HttpStatusCode.BadRequest, (await _reader.SendAsync(request)).Status);
        }
        using var json = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent("{}", System.Text.Encoding.ASCII, "application/json"),
        };
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _reader.SendAsync(json)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await _reader.ConfirmAsync(address.Replace("/u/", "/l/", StringComparison.Ordinal))).Status);
        Assert.Contains("Unsubscribed", (await _reader.GetAsync(address)).Text, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string address, LinkAnswer opened, HttpStatusCode? status = null, string? sentence = null)
    {
        var before = _worker.Pages[0].Text;
        foreach (var answer in new[] { await _reader.GetAsync(address), await _reader.PressAsync(address, opened) })
        {
            Assert.True(status is { } only ? answer.Status == only || answer.Status == HttpStatusCode.BadRequest
                : answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone, $"{address}: {answer.Status}");
            Assert.DoesNotContain("<button", answer.Text, StringComparison.Ordinal);
        }
        if (sentence is not null)
            Assert.Contains(sentence, (await _reader.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal(before, _worker.Pages[0].Text);
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _worker.DisposeAsync();
    }
}
