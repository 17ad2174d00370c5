using System.Net;
using System.Text.RegularExpressions;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Web.Pages;

/// <summary>A worker with some people and their items, whose pages are asked for over a socket as a browser does: with cookies, and by forms.</summary>
public sealed partial class PeopleWorker : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    internal HostedWorker Worker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Worker = await HostedWorker.StartAsync(TimeProvider.System, place => place.Env("Intake:Settle", "00:00:00")
            .Env("People:mira@acme.example:Name", "Mira <b>Lindqvist</b>").Env("People:mira@acme.example:Backup", "taro@acme.example")
            .Env("People:idle@acme.example:Name", "Ida Idle"));
        Worker.Drop("one.json", Json("INC-1", Item("Alert on <script>alert(1)</script>", owner: "mira@acme.example", priority: "P1", deadline: "2024-01-22"),
            Item("Write a runbook", owner: "mira@acme.example", priority: "P3", deadline: "2199-01-01"),
            Item("Ask around", owner: null, priority: "P1", deadline: "2024-01-22"), Item("Team up", owner: "Team Red", priority: "P2", deadline: null)));
        await Worker.HasStateAsync("INC-1", "open");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Worker.DisposeAsync();
    }

    internal async Task<(HttpStatusCode Status, string Text, string? To)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(Worker.Url + path), TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <summary>Fills in the form of a page that has this field, or this button, and sends it.</summary>
    internal async Task<(HttpStatusCode Status, string Text, string? To)> SendAsync(string page, string within, params (string Name, string Value)[] fields)
    {
        var form = Forms().Matches((await GetAsync(page)).Text).Select(match => match.Value).Single(text => text.Contains(within, StringComparison.Ordinal));
        var hidden = Inputs().Matches(form).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value));
        return await PostAsync(page, [.. hidden, .. fields]);
    }

    internal async Task<(HttpStatusCode Status, string Text, string? To)> PostAsync(string page, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        using var answer = await _http.PostAsync(new Uri(Worker.Url + page), body, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    private static async Task<(HttpStatusCode, string, string?)> ReadAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.Location?.OriginalString);

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inputs();
}
