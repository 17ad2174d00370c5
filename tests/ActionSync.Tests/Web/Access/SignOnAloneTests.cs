using System.Net;
using ActionSync.Testing.Web;

namespace ActionSync.Tests.Web.Access;

/// <summary>The worker behind a proxy that signs people on, without any key.</summary>
public sealed class SignOnAloneTests : IAsyncLifetime
{
    private HostedDoor _door = null!;

    public async ValueTask InitializeAsync()
    {
        _door = await HostedDoor.StartAsync(place => place.Env("Dashboard:UserHeader", "X-User").Env("Dashboard:TrustedProxies", "10.0.0.4"));
        _door.Remote = IPAddress.Parse("10.0.0.4");
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_program_is_told_that_a_key_must_be_set_first()
    {
        foreach (var headers in new (string, string)[][] { [], [("Authorization", "Bearer a-guess")] })
        {
            foreach (var reply in new[] { await _door.GetAsync("/api/try", headers), await _door.PostAsync("/api/try", new StringContent("{}"), headers) })
                Assert.Contains("Dashboard:ApiKey is not set", reply.Is(401).Body, StringComparison.Ordinal);
        }
        Assert.False(_door.Log.Says("wrong key"), _door.Log.Text);
    }

    [Fact]
    public async Task A_person_reads_the_api_also_with_the_sign_on_s_own_bearer_and_changes_nothing_there()
    {
        (await _door.GetAsync("/api/try", ("X-User", "alice"), ("Authorization", "Bearer of-the-sign-on"))).Is(200);
        var refused = await _door.PostAsync("/api/try", new StringContent("{}"), ("X-User", "alice"));
        Assert.Contains("Set it and send it", refused.Is(401).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_in_one_header_are_nobody()
    {
        (await _door.GetAsync("/try/page", ("X-User", "alice@acme.com"))).Is(200);
        var refused = await _door.GetAsync("/try/page", ("X-User", "alice@acme.com, bob@acme.com"));
        Assert.Contains("names you alone", refused.Is(401).Body, StringComparison.Ordinal);
    }
}
