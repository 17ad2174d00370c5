using System.Net;
using System.Text;
using ActionSync.Testing.Web;
using ActionSync.Web.Access;

namespace ActionSync.Tests.Web.Access;

/// <summary>The worker as it is without any key, over its sockets.</summary>
public sealed class WithoutKeyTests(WithoutKeyTests.Listening listening) : IClassFixture<WithoutKeyTests.Listening>, IDisposable
{
    private readonly HostedDoor _door = listening.Door;

    [Theory]
    [InlineData("/try/page", "page:local")]
    [InlineData("/try/link", "page:local")]
    [InlineData("/try/asset", "page:local")]
    [InlineData("/try/metrics", "page:local")]
    [InlineData("/api/try", "api")]
    public async Task On_this_machine_everything_is_answered(string path, string actor)
    {
        Assert.StartsWith($"{actor} http", (await _door.GetAsync(path)).Is(200).Body, StringComparison.Ordinal);
        Assert.StartsWith($"{actor} http", (await _door.GetAsync(path, ("Host", "LocalHost.:80"))).Is(200).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/try/page", 403)]
    [InlineData("/try/link", 403)]
    [InlineData("/try/asset", 403)]
    [InlineData("/try/metrics", 404)]
    [InlineData("/api/try", 403)]
    [InlineData("/sign-in", 403)]
    [InlineData("/nothing", 403)]
    [InlineData("/health", 200)]
    public async Task Under_another_name_only_health_and_webhooks_are(string path, int status)
    {
        var reply = (await _door.GetAsync(path, ("Host", "evil.example"))).Is(status);

        if (status == 403)
            Assert.Contains("127.0.0.1", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_looked_at_under_any_name_and_at_any_address()
    {
        (_door.Local, _door.Remote) = (IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.0.0.9"));

        var reply = await _door.PostAsync("/webhooks/github", new StringContent("{}"), ("Host", "actionsync.acme.com"), ("Origin", "https://evil.example"));

        Assert.Contains("Webhooks of GitHub are off", reply.Is(404).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/webhooks/github", 405)]
    [InlineData("PUT", "/webhooks/jira", 405)]
    [InlineData("OPTIONS", "/webhooks/github", 405)]
    [InlineData("GET", "/webhooks/nobody", 404)]
    [InlineData("POST", "/health", 405)]
    [InlineData("DELETE", "/health/live", 405)]
    [InlineData("POST", "/metrics", 404)]
    public async Task Another_method_is_told_as_that_under_any_name_and_at_any_address(string method, string path, int status)
    {
        (_door.Local, _door.Remote) = (IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.0.0.9"));

        var reply = (await _door.SendAsync(new HttpMethod(method), path, null, ("Host", "actionsync.acme.com"))).Is(status);

        Assert.Equal(status == 405 ? path.StartsWith("/webhooks", StringComparison.Ordinal) ? "POST" : "GET, HEAD" : null, reply["Allow"]);
    }

    [Theory]
    [InlineData("/try/page")]
    [InlineData("/try/link")]
    [InlineData("/try/asset")]
    [InlineData("/try/metrics")]
    [InlineData("/api/try")]
    [InlineData("/sign-in")]
    [InlineData("/nothing")]
    public async Task At_another_address_nothing_but_health_and_webhooks_is_there_whatever_it_is_called(string path)
    {
        (_door.Local, _door.Remote) = (IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.0.0.9"));

        foreach (var host in new[] { "localhost", "10.0.0.5:5080" })
        {
            var reply = (await _door.GetAsync(path, ("Host", host), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "localhost"))).Is(404);
            Assert.Contains("Dashboard:ApiKey is not set", reply.Body, StringComparison.Ordinal);
        }
        (await _door.GetAsync("/health")).Is(200);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "actionsync.acme.com")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Prefix", "/below")]
    [InlineData("X-Forwarded-Server", "proxy")]
    [InlineData("X-Forwarded-Port", "443")]
    [InlineData("x-forwarded-user", "alice@acme.com")]
    public async Task What_a_proxy_on_this_machine_passes_on_does_not_come_from_this_machine(string header, string value) =>
        (await _door.GetAsync("/try/page", (header, value))).Is(404);

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:3000")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_page_has_a_browser_send_changes_nothing(string header, string value)
    {
        var (token, cookie) = await _door.FormAsync("/try/form");
        foreach (var path in new[] { "/try/page", "/try/link", "/try/form", "/api/try", "/sign-in", "/sign-out" })
        {
            var reply = await _door.PostAsync(path, HostedDoor.Form(("token", token)), ("Cookie", cookie), (header, value));
            Assert.Contains("another site", reply.Is(403).Body, StringComparison.Ordinal);
        }

        (await _door.GetAsync("/try/page", (header, value))).Is(200);
    }

    [Fact]
    public async Task A_form_needs_its_token_and_the_cookie_that_belongs_to_it()
    {
        var (token, cookie) = await _door.FormAsync("/try/form");
        var (_, another) = await _door.FormAsync("/try/form");

        Assert.StartsWith("page:local", (await PostAsync(token, cookie)).Is(200).Body, StringComparison.Ordinal);
        Assert.StartsWith("page:local", (await PostAsync(token, cookie, ("Origin", "null"))).Is(200).Body, StringComparison.Ordinal);
        foreach (var (wrongToken, wrongCookie) in new[]
        {
            ("", cookie), (token, ""), (token, another), ($"{token}A", cookie), ("<script>", "actionsync.forms=<script>"),
        })
            Assert.Contains("Open its page again", (await PostAsync(wrongToken, wrongCookie)).Is(400).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("ntiforgery", _door.Log.Text, StringComparison.Ordinal);

        Task<DoorReply> PostAsync(string token, string cookie, params (string, string)[] more) =>
            _door.PostAsync("/try/form", HostedDoor.Form(("token", token)), [("Cookie", cookie), .. more]);
    }

    [Theory]
    [InlineData("/try/../health")]
    [InlineData("/try/%2e%2e/health")]
    [InlineData("/try/%2E./health")]
    [InlineData("/try%2fpage")]
    [InlineData("/try%2Fpage")]
    [InlineData("/try/page%5c..")]
    [InlineData("/try\\page")]
    [InlineData("/try/page%00")]
    [InlineData("/api/..%2fhealth")]
    [InlineData("/health/../try/page")]
    [InlineData("/webhooks/github/../../try/page")]
    [InlineData("http://localhost/try/../health")]
    public async Task A_path_that_means_another_is_refused(string path)
    {
        foreach (var method in new[] { "GET", "POST" })
        {
            var answer = await _door.RawAsync($"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Host: evil.example\r\n", 403)]
    [InlineData("Host: localhost\r\nHost: evil.example\r\n", 400)]
    [InlineData("Host: localhost, evil.example\r\n", 400)]
    [InlineData("Host: localhost@evil.example\r\n", 400)]
    [InlineData("Host: \r\n", 403)]
    [InlineData("", 400)]
    [InlineData("Host: [::1]:5080\r\n", 200)]
    [InlineData("Host: 127.0.0.1\r\n", 200)]
    public async Task A_Host_that_is_missing_doubled_or_mangled_is_no_name_of_this_machine(string host, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await _door.RawAsync($"GET /try/page HTTP/1.1\r\n{host}Connection: close\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task An_old_request_without_any_Host_is_refused() =>
        Assert.StartsWith("HTTP/1.1 403", await _door.RawAsync("GET /try/page HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/health")]
    [InlineData("/try/page")]
    [InlineData("/try/asset")]
    [InlineData("/api/try")]
    [InlineData("/nothing")]
    [InlineData("/try/fails")]
    [InlineData("/api/outage")]
    [InlineData("/webhooks/nobody")]
    public async Task Every_answer_has_the_headers_that_keep_a_browser_safe_and_none_that_names_the_server(string path)
    {
        var reply = await _door.GetAsync(path, ("Accept", "text/html"));

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, reply["Content-Security-Policy"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", reply["Referrer-Policy"]);
        Assert.Equal("same-origin", reply["Cross-Origin-Opener-Policy"]);
        Assert.Equal(path == "/try/asset" ? null : "no-store", reply["Cache-Control"]);
        Assert.Null(reply["Server"]);
    }

    [Fact]
    public async Task What_goes_wrong_is_told_in_the_form_that_the_reader_takes_and_without_its_reason()
    {
        var page = await _door.GetAsync("/try/fails?<b>", ("Accept", "text/html,*/*;q=0.8"));
        var text = await _door.GetAsync("/nothing");
        var api = await _door.GetAsync("/api/nothing", ("Accept", "text/html"));
        var outage = await _door.GetAsync("/api/outage");

        Assert.StartsWith("text/html", page.Is(500)["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("<h1>Internal Server Error</h1>", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Body, StringComparison.Ordinal);
        Assert.True(_door.Log.Says("a secret of the machine"));
        Assert.StartsWith("text/plain", text.Is(404)["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("application/problem+json", api.Is(404)["Content-Type"]);
        Assert.StartsWith("""{"type":"about:blank","title":"Not Found","status":404,"detail":""", api.Body, StringComparison.Ordinal);
        Assert.Equal("10", outage.Is(503)["Retry-After"]);
        Assert.False(_door.Log.Says("not opened its ledger"), _door.Log.Text);
    }

    [Theory]
    [InlineData("/try/page", "application/json", 415)]
    [InlineData("/try/form", "text/plain", 415)]
    [InlineData("/sign-in", "application/xml", 415)]
    [InlineData("/try/form", "multipart/form-data", 400)]
    [InlineData("/try/form", "multipart/form-data; boundary=x", 400)]
    public async Task A_page_takes_forms_alone(string path, string type, int status)
    {
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        (await _door.PostAsync(path, body)).Is(status);
    }

    [Theory]
    [InlineData("/try/page", 64 * 1024)]
    [InlineData("/sign-in", 64 * 1024)]
    [InlineData("/try/link", 64 * 1024)]
    [InlineData("/api/try", 100_000)]
    public async Task A_body_is_as_large_as_its_path_takes_and_no_larger_with_and_without_a_length(string path, int limit)
    {
        foreach (var isChunked in new[] { false, true })
        {
            // What frames the chunks counts, too.
            var right = await SendAsync(path, isChunked ? limit - 64 : limit, isChunked);
            var tooLarge = await SendAsync(path, limit + 1, isChunked);

            Assert.DoesNotContain("HTTP/1.1 413", right, StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 413", tooLarge, StringComparison.Ordinal);
            Assert.Contains("larger than is taken", tooLarge, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_with_a_document_may_be_as_large_as_the_largest_document()
    {
        using var right = new MultipartFormDataContent { { new ByteArrayContent(new byte[100_000]), "file", "incident.json" } };
        using var tooLarge = new MultipartFormDataContent { { new ByteArrayContent(new byte[100_000 + BodyCheck.FormLimit]), "file", "incident.json" } };

        Assert.Equal("100000", (await _door.PostAsync("/try/document", right)).Is(200).Body);
        (await _door.PostAsync("/try/document", tooLarge)).Is(413);
    }

    public void Dispose() => (_door.Local, _door.Remote) = (null, null);

    private Task<string> SendAsync(string path, int length, bool isChunked)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        // A form of few and small parts, so that only its size can be wrong.
        var part = $"a={new string('x', 1021)}&";
        var body = string.Concat(Enumerable.Repeat(part, (length / part.Length) + 1))[..length];
        var request = new StringBuilder(head);
        if (isChunked)
            request.Append("Transfer-Encoding: chunked\r\n\r\n").Append($"{length:x}\r\n").Append(body).Append("\r\n0\r\n\r\n");
        else
            request.Append($"Content-Length: {length}\r\n\r\n").Append(body);
        return _door.RawAsync(request.ToString());
    }

    public sealed class Listening : IAsyncLifetime
    {
        internal HostedDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await HostedDoor.StartAsync(place => place.Env("Intake:MaxFileBytes", "100000"));

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
