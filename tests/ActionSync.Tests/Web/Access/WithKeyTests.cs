using System.Net;
using ActionSync.Testing.Web;

namespace ActionSync.Tests.Web.Access;

/// <summary>The worker with a key in a file, over its sockets.</summary>
public sealed class WithKeyTests : IAsyncLifetime
{
    private const string Key = "a-key-that-is-long-enough";

    private HostedDoor _door = null!;

    public async ValueTask InitializeAsync() =>
        _door = await HostedDoor.StartAsync(place => place.Write("key", Key).Env("Dashboard:ApiKeyFile", place["key"]));

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task The_api_takes_the_key_as_bearer_under_any_name_and_nothing_else()
    {
        (_door.Local, _door.Remote) = (IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.0.0.9"));
        foreach (var path in new[] { "/api/try", "/try/metrics" })
        {
            (await _door.GetAsync(path, ("Host", "actionsync.acme.com"), ("Authorization", $"Bearer {Key}"))).Is(200);
            (await _door.GetAsync(path, ("Authorization", $"bearer  {Key} "))).Is(200);
            foreach (var claim in new[] { "Bearer", "Bearer ", $"Basic {Key}", Key, "" })
                Assert.Equal("Bearer", (await _door.GetAsync(path, ("Authorization", claim))).Is(401)["WWW-Authenticate"]);
        }
        var refused = await _door.PostAsync("/api/try", new StringContent("{}"), ("Authorization", "Bearer a-guess"));

        Assert.Equal("application/problem+json", refused.Is(401)["Content-Type"]);
        Assert.Contains("The key is not right", refused.Body, StringComparison.Ordinal);
        Assert.Equal("2", (await _door.PostAsync("/api/try", new StringContent("{}"), ("Authorization", $"Bearer {Key}"))).Is(200).Body);
    }

    [Fact]
    public async Task A_person_signs_in_once_and_is_led_to_where_they_wanted_to_go()
    {
        var asked = (await _door.GetAsync("/try/page?a=b&c=%3C")).Is(303);
        Assert.Equal("/sign-in?to=%2Ftry%2Fpage%3Fa%3Db%26c%3D%253C", asked["Location"]);
        var page = (await _door.GetAsync(asked["Location"]!)).Is(200);
        Assert.Contains("name=\"to\" value=\"/try/page?a=b&amp;c=%3C\"", page.Body, StringComparison.Ordinal);
        var (token, form) = await _door.FormAsync("/sign-in");

        using var filledIn = HostedDoor.Form(("key", $" {Key}\n"), ("token", token), ("to", "/try/page?a=b"));
        var signedIn = (await _door.PostAsync("/sign-in", filledIn, ("Cookie", form))).Is(303);

        Assert.Equal("/try/page?a=b", signedIn["Location"]);
        var (set, cookie) = (signedIn.SetCookie("actionsync.sign-in"), signedIn.Cookie("actionsync.sign-in"));
        Assert.Contains("; path=/; samesite=lax; httponly", set, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", set, StringComparison.Ordinal);
        Assert.StartsWith("page:key", (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(200).Body, StringComparison.Ordinal);
        (await _door.GetAsync("/api/try", ("Cookie", cookie))).Is(401);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_sign_in_leads_nowhere_else(string to)
    {
        var (token, form) = await _door.FormAsync($"/sign-in?to={Uri.EscapeDataString(to)}");

        using var filledIn = HostedDoor.Form(("key", Key), ("token", token), ("to", to));
        Assert.Equal("/", (await _door.PostAsync("/sign-in", filledIn, ("Cookie", form))).Is(303)["Location"]);
    }

    [Fact]
    public async Task Without_a_sign_in_pages_are_asked_for_it_and_change_nothing()
    {
        (await _door.GetAsync("/nothing")).Is(303);
        (await _door.PostAsync("/try/page", HostedDoor.Form(("a", "b")))).Is(401);
        (await _door.GetAsync("/try/page", ("Cookie", "actionsync.sign-in=CfDJ8forged"))).Is(303);
        (await _door.GetAsync("/try/page", ("Authorization", $"Bearer {Key}"))).Is(303);
        (await _door.GetAsync("/try/asset")).Is(200);
        (await _door.GetAsync("/try/link")).Is(200);
        (await _door.GetAsync("/health")).Is(200);
        Assert.Equal("POST", (await _door.GetAsync("/webhooks/github")).Is(405)["Allow"]);
    }

    [Fact]
    public async Task A_form_of_before_the_sign_in_is_not_taken_after_it_and_signing_out_ends_it()
    {
        var (before, form) = await _door.FormAsync("/sign-in");
        var cookie = (await _door.SignInAsync(Key))!;
        (await _door.PostAsync("/sign-out", HostedDoor.Form(("token", before)), ("Cookie", $"{form}; {cookie}"))).Is(400);
        var (token, own) = await _door.FormAsync("/try/form", ("Cookie", cookie));

        var signedOut = (await _door.PostAsync("/sign-out", HostedDoor.Form(("token", token)), ("Cookie", $"{own}; {cookie}"))).Is(303);

        Assert.Equal("/sign-in", signedOut["Location"]);
        Assert.StartsWith("actionsync.sign-in=;", signedOut.SetCookie("actionsync.sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_wrong_keys_an_address_waits_and_who_is_signed_in_goes_on()
    {
        var cookie = (await _door.SignInAsync(Key))!;
        for (var n = 0; n < 5; n++)
        {
            Assert.Null(await _door.SignInAsync("a-guess"));
            (await _door.GetAsync("/api/try", ("Authorization", "Bearer a-guess"))).Is(401);
        }

        Assert.Equal("6", (await _door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(429)["Retry-After"]);
        Assert.Equal(2, _door.Log.Lines.Count(line => line.Contains("came from 127.0.0.1", StringComparison.Ordinal)));
        Assert.DoesNotContain("a-guess", _door.Log.Text, StringComparison.Ordinal);
        var (token, form) = await _door.FormAsync("/sign-in");
        (await _door.PostAsync("/sign-in", HostedDoor.Form(("key", Key), ("token", token)), ("Cookie", form))).Is(429);
        (await _door.GetAsync("/api/try")).Is(401);
        (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        _door.Remote = IPAddress.Parse("203.0.113.9");
        (await _door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(200);
        _door.Remote = null;
        _door.Clock.Advance(TimeSpan.FromSeconds(6));
        (await _door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(200);
    }

    [Fact]
    public async Task A_sign_in_ends_with_its_key_and_holds_while_the_file_has_both()
    {
        var cookie = (await _door.SignInAsync(Key))!;
        ChangeKey($"another-key-long-enough\n{Key}\n");
        (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        (await _door.GetAsync("/api/try", ("Authorization", "Bearer another-key-long-enough"))).Is(200);
        ChangeKey("another-key-long-enough\n");

        (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(303);
        (await _door.GetAsync("/api/try", ("Authorization", $"Bearer {Key}"))).Is(401);
        Assert.NotNull(await _door.SignInAsync("another-key-long-enough"));
    }

    [Fact]
    public async Task A_sign_in_ends_after_fourteen_days_without_use()
    {
        var cookie = (await _door.SignInAsync(Key))!;
        Leap(TimeSpan.FromDays(13));
        (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(200);
        Leap(TimeSpan.FromDays(15));

        (await _door.GetAsync("/try/page", ("Cookie", cookie))).Is(303);
    }

    /// <summary>Without the schedule's work in between.</summary>
    private void Leap(TimeSpan by) => _door.Clock.AdjustTime(_door.Clock.GetUtcNow() + by);

    private void ChangeKey(string text)
    {
        _door.Place.Write("key", text);
        _door.Clock.Advance(TimeSpan.FromSeconds(1));
    }
}
