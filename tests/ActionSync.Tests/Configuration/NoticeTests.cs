using ActionSync.Testing;

namespace ActionSync.Tests.Configuration;

public sealed class NoticeTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("""{ "Dashboard": { "ApiKey": "a-long-key" } }""",
        "Dashboard:ApiKey: is shorter than 16 characters, and so can be guessed; openssl rand -hex 32 makes a good one [my.json]")]
    [InlineData("""{ "Dashboard": { "ApiKeyFile": "secret.txt" } }""",
        "Dashboard:ApiKeyFile: is shorter than 16 characters, and so can be guessed; openssl rand -hex 32 makes a good one [my.json]")]
    [InlineData("""{ "Dashboard": { "PublicUrl": "https://actionsync.acme.com" } }""",
        "Dashboard:PublicUrl: is another address than this machine's, and without Dashboard:ApiKey or Dashboard:UserHeader nothing is shown there; set one of them [my.json]")]
    [InlineData("""{ "Routes": [ { "Tracker": "board" }, { "When": { "Type": "x" }, "Tracker": "board" } ] }""",
        "Routes:1: is never reached, since Routes:0 matches everything [my.json]")]
    [InlineData("""{ "People": { "a@b.c": { "Name": "Jo" }, "d@e.f": { "Name": "JO" } } }""",
        "People:d@e.f:Name: \"Jo\" also stands at a@b.c, so by it alone nobody is found [my.json]")]
    [InlineData("""{ "Routes": [ { "Tracker": "g" } ], "Trackers": { "g": { "Kind": "GitHub", "BaseUrl": "http://ghe.example.com/api/v3", "Repository": "a/b", "Token": "tttttttt" } } }""", "Trackers:g:BaseUrl: is http, so the token travels in the clear; use https [my.json]")]
    [InlineData("""{ "Routes": [ { "Tracker": "j" } ], "Trackers": { "j": { "Kind": "Jira", "BaseUrl": "https://j.x", "Deployment": "DataCenter", "Project": "OPS", "Token": "tttttttt", "Email": "a@b.c" } } }""", "Trackers:j:Email: is not used; Deployment DataCenter takes the token alone [my.json]")]
    [InlineData("""{ "Intake": { "LinksInto": [ "/srv/documents" ] } }""", "Intake:LinksInto: has no effect, since without Intake:KeepInPlace no link in the drop folder is followed; set Intake:KeepInPlace to true, or take this out [my.json]")]
    [InlineData("""{ "Channels": { "Email": { "StartTls": true } } }""",
        "Channels:Email:StartTls: is an older key; write Channels:Email:Tls StartTls instead [my.json]")]
    [InlineData("""{ "Channels": { "Email": { "StartTls": false } } }""",
        "Channels:Email:StartTls: is an older key; write Channels:Email:Tls None instead [my.json]")]
    [InlineData("""{ "Channels": { "Email": { "StartTls": false, "Tls": "Implicit" } } }""",
        "Channels:Email:StartTls: is an older key and has no effect beside Channels:Email:Tls; take it out [my.json]")]
    public void What_stops_nothing_is_worth_a_notice(string json, string notice)
    {
        var loaded = _place.Write("secret.txt", "a-long-key").Config(json).Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal(notice, _place.Near(Assert.Single(loaded.Notices)));
    }

    [Fact]
    public void The_shipped_file_is_worth_no_notice()
    {
        using var shipped = Workplace.Shipped();

        var loaded = shipped.Load();

        Assert.Empty(loaded.Problems);
        Assert.Empty(loaded.Notices);
    }
}
