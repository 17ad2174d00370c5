using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using Microsoft.Data.Sqlite;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>Tokens and passwords that somebody could read on the way.</summary>
public sealed class InsecureAddressTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_tracker_over_plain_http_elsewhere_is_refused_until_it_is_allowed()
    {
        Configure(allowed: false);
        var ran = (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(2);
        Assert.Contains("Tracker gh would send its token in the clear", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("Trackers:gh:AllowInsecure", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(await _actionsync.StatusAsync());

        // The name is known nowhere, so the item stays pending.
        Configure(allowed: true);
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(3);
        Assert.Single(await _actionsync.StatusAsync());
    }

    [Fact]
    public async Task A_tracker_that_the_ledger_knows_already_is_only_warned_of()
    {
        Configure(allowed: true);
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(3);
        await using (var ledger = new SqliteConnection($"Data Source={_actionsync["data", "actionsync.db"]};Pooling=False"))
        {
            await ledger.OpenAsync(TestContext.Current.CancellationToken);
            await using var met = ledger.CreateCommand();
            met.CommandText = "update trackers set first_contact_at = 1705309200000 where name = 'gh'";
            Assert.Equal(1, await met.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        Configure(allowed: false);
        var ran = (await _actionsync.RunAsync("once")).Exits(3);

        Assert.Contains("Trackers:gh:BaseUrl: is http, so the token travels in the clear", ran.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Email": { "Host": "smtp.x", "User": "me", "Password": "hunter22", "StartTls": false, "AllowInsecure": true } }""")]
    [InlineData("""{ "Email": { "Host": "127.0.0.2", "User": "me", "Password": "hunter22", "StartTls": false } }""")]
    [InlineData("""{ "Email": { "Host": "::1", "User": "me", "Password": "hunter22", "StartTls": false } }""")]
    [InlineData("""{ "Email": { "Host": "localhost", "User": "me", "Token": "hunter22", "Tls": "None" } }""")]
    [InlineData("""{ "Email": { "Host": "smtp.x", "User": "me", "Token": "hunter22", "Tls": "None", "AllowInsecure": true } }""")]
    [InlineData("""{ "Slack": { "BaseUrl": "http://slack.example/api", "Token": "hunter22", "AllowInsecure": true } }""")]
    [InlineData("""{ "Slack": { "BaseUrl": "http://localhost:1/api", "Token": "hunter22" } }""")]
    [InlineData("""{ "Teams": { "Url": "http://teams.example/x?sig=hunter22", "AllowInsecure": true } }""")]
    public void What_is_allowed_or_stays_on_this_machine_is_no_problem(string channels)
    {
        using var place = new Workplace();

        Assert.Empty(place.Config($$"""{ "Channels": {{channels}} }""").Load().Problems);
    }

    public void Dispose() => _actionsync.Dispose();

    private void Configure(bool allowed) => _actionsync.Configured($$"""
        {
          "Trackers": { "gh": { "Kind": "GitHub", "BaseUrl": "http://github.invalid/api/v3", "Repository": "acme/ops", "Token": "t-1234567", "AllowInsecure": {{(allowed ? "true" : "false")}} } },
          "Routes": [ { "Tracker": "gh" } ]
        }
        """);
}
