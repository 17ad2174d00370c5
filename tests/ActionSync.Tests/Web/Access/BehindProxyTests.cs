using System.Net;
using ActionSync.Testing.Web;

namespace ActionSync.Tests.Web.Access;

/// <summary>The worker behind a proxy at 10.0.0.4 that signs people on, over its sockets.</summary>
public sealed class BehindProxyTests(BehindProxyTests.Listening listening) : IClassFixture<BehindProxyTests.Listening>
{
    private const string Key = "a-key-that-is-long-enough";

    private static readonly IPAddress Proxy = IPAddress.Parse("10.0.0.4");
    private static readonly IPAddress Stranger = IPAddress.Parse("10.0.0.9");

    private static readonly (string, string)[] Forwarded =
        [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "actionsync.acme.com"), ("X-Forwarded-Prefix", "/below")];

    private readonly HostedDoor _door = listening.Door;

    [Fact]
    public async Task A_person_whom_the_proxy_names_is_who_acts()
    {
        _door.Remote = Proxy;

        Assert.Equal("page:alice@acme.com https actionsync.acme.com /below 203.0.113.9",
            (await _door.GetAsync("/try/page", [("X-User", "alice@acme.com"), .. Forwarded])).Is(200).Body);
        var link = await _door.GetAsync("/try/link", ("X-User", "alice@acme.com"));
        Assert.StartsWith("page:alice@acme.com http", link.Is(200).Body, StringComparison.Ordinal);
        (await _door.GetAsync("/api/try", ("X-User", "alice@acme.com"))).Is(200);
    }

    [Fact]
    public async Task What_a_stranger_claims_is_nothing()
    {
        _door.Remote = Stranger;

        (await _door.GetAsync("/try/page", [("X-User", "alice@acme.com"), .. Forwarded])).Is(303);
        (await _door.GetAsync("/api/try", [("X-User", "alice@acme.com"), .. Forwarded])).Is(401);
        var link = (await _door.GetAsync("/try/link", [("X-User", "alice@acme.com"), .. Forwarded])).Is(200);
        Assert.StartsWith("page:local http 127.0.0.1", link.Body, StringComparison.Ordinal);
        Assert.EndsWith($"  {Stranger}", link.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_puts_before_the_proxy_s_own_word_is_not_believed()
    {
        _door.Remote = Proxy;

        Assert.EndsWith(" 203.0.113.9",
            (await _door.GetAsync("/try/page", ("X-User", "alice"), ("X-Forwarded-For", "127.0.0.1, 203.0.113.9"))).Is(200).Body, StringComparison.Ordinal);
        var throughTwo = await _door.GetAsync("/try/page", ("X-User", "alice"), ("X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.1.0.1"));
        Assert.EndsWith(" 203.0.113.9", throughTwo.Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_something_needs_the_key_at_the_api_and_a_token_of_one_s_own_at_a_page()
    {
        _door.Remote = Proxy;
        (await _door.PostAsync("/api/try", new StringContent("{}"), ("X-User", "alice"))).Is(401);
        (await _door.PostAsync("/api/try", new StringContent("{}"), ("X-User", "alice"), ("Authorization", $"Bearer {Key}"))).Is(200);
        var (token, cookie) = await _door.FormAsync("/try/form", ("X-User", "alice"));

        Assert.StartsWith("page:alice", (await PostAsync("alice")).Is(200).Body, StringComparison.Ordinal);
        (await PostAsync("mallory")).Is(400);
        (await PostAsync("alice", ("Origin", "https://evil.example"))).Is(403);

        Task<DoorReply> PostAsync(string user, params (string, string)[] more) =>
            _door.PostAsync("/try/form", HostedDoor.Form(("token", token)), [("X-User", user), ("Cookie", cookie), .. more]);
    }

    [Fact]
    public async Task Who_comes_without_the_sign_on_signs_in_with_a_cookie_for_https_alone()
    {
        _door.Remote = Proxy;
        var (token, form) = await _door.FormAsync("/sign-in", Forwarded);

        var reply = await _door.PostAsync("/sign-in", HostedDoor.Form(("key", Key), ("token", token), ("to", "/try/page")),
            [("Cookie", form), ("Origin", "https://actionsync.acme.com"), .. Forwarded]);

        Assert.Equal("/below/try/page", reply.Is(303)["Location"]);
        Assert.Contains("; path=/below; secure; samesite=lax; httponly", reply.SetCookie("actionsync.sign-in"), StringComparison.Ordinal);
        Assert.Contains("; secure;", (await _door.GetAsync("/sign-in", Forwarded)).SetCookie("actionsync.forms"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_keys_are_counted_by_whom_the_proxy_names()
    {
        _door.Remote = Proxy;
        for (var n = 0; n < 10; n++)
            (await _door.GetAsync("/api/try", ("X-Forwarded-For", "203.0.113.77"), ("Authorization", "Bearer a-guess"))).Is(401);

        (await _door.GetAsync("/api/try", ("X-Forwarded-For", "203.0.113.77"), ("Authorization", $"Bearer {Key}"))).Is(429);
        (await _door.GetAsync("/api/try", ("X-Forwarded-For", "203.0.113.78"), ("Authorization", $"Bearer {Key}"))).Is(200);
    }

    [Fact]
    public async Task Below_the_path_of_the_public_address_the_same_pages_stand()
    {
        _door.Remote = Proxy;

        var page = (await _door.GetAsync("/actionsync/try/page", ("X-User", "alice"))).Is(200);
        Assert.StartsWith("page:alice http 127.0.0.1", page.Body, StringComparison.Ordinal);
        Assert.Equal("/actionsync/sign-in?to=%2Fnothing", (await _door.GetAsync("/actionsync/nothing")).Is(303)["Location"]);
        Assert.Contains(" https pages.acme.com /actionsync ",
            (await _door.GetAsync("/actionsync/try/page", ("X-User", "alice"), ("Host", "pages.acme.com"))).Is(200).Body, StringComparison.Ordinal);
    }

    public sealed class Listening : IAsyncLifetime
    {
        internal HostedDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await HostedDoor.StartAsync(place => place.Env("Dashboard:ApiKey", Key)
            .Env("Dashboard:UserHeader", "X-User").Env("Dashboard:TrustedProxies", "10.0.0.4, 10.1.0.0/16")
            .Env("Dashboard:PublicUrl", "https://pages.acme.com/actionsync/"));

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
