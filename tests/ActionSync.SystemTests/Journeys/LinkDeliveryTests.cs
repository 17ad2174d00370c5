using System.Net;
using ActionSync.Simulators.Slack;
using ActionSync.Simulators.Teams;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Slack and Teams take messages with links, and a link of theirs does what it says.</summary>
public sealed class LinkDeliveryTests : IDisposable
{
    private static readonly string[] OfAnItem = ["/items/INC-1/1", "/l/", "/l/", "/l/", "/l/"];

    private readonly Actionsync _actionsync = new();
    private readonly LinkReader _reader = new();
    private readonly string _address = FreeAddress.Next();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slack_takes_a_message_with_buttons_and_its_buttons_lead_to_their_pages()
    {
        await using var slack = new SlackSimulator(TimeProvider.System, "xoxb-secret");
        await slack.Host.StartAsync(0, Token);
        slack.AddMember("alice@company.com", "U1");
        _actionsync.With("Channels:Slack:BaseUrl", slack.BaseUrl).With("Channels:Slack:Token", slack.Token);

        await RemindAsync();

        var message = Assert.Single(slack.Messages);
        Assert.Equal(OfAnItem, message.Links.Select(PathOf));
        Assert.Contains("Add an alert", string.Join('\n', message.Blocks), StringComparison.Ordinal);
        await OpensAsync(message.Links[^1]);
    }

    [Fact]
    public async Task Teams_takes_a_card_with_actions_and_its_actions_lead_to_their_pages()
    {
        await using var teams = new TeamsSimulator(TimeProvider.System, "secret");
        await teams.Host.StartAsync(0, Token);
        _actionsync.With("Channels:Teams:Url", teams.Url);

        await RemindAsync();

        var links = Assert.Single(teams.Cards)["body"]!.AsArray().Where(part => (string?)part!["type"] == "ActionSet")
            .SelectMany(part => part!["actions"]!.AsArray()).Select(action => (string)action!["url"]!).ToList();
        Assert.Equal(OfAnItem, links.Select(PathOf));
        await OpensAsync(links[^1]);
    }

    /// <summary>Alice's overdue item, of which she is reminded where she reads: by no mail.</summary>
    private async Task RemindAsync()
    {
        _actionsync.AtAnyHour().With("Dashboard:PublicUrl", _address).With("Dashboard:Urls", _address)
            .With("People:alice@company.com:Manager", "boss@company.com");
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Assert.Empty(_actionsync.Outbox);
    }

    private async Task OpensAsync(string address)
    {
        await _actionsync.StartWorkerAsync();
        var page = await _reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("boss@company.com will be asked about it in your place", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Without what is signed.</summary>
    private string PathOf(string link)
    {
        Assert.StartsWith(_address, link, StringComparison.Ordinal);
        var path = link[_address.Length..];
        return path.StartsWith("/l/", StringComparison.Ordinal) ? "/l/" : path;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _actionsync.Dispose();
    }
}
