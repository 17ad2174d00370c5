using ActionSync.Reminding.Channels;
using ActionSync.Reminding.Policy;
using ActionSync.Simulators;
using ActionSync.Simulators.Teams;
using static ActionSync.Tests.Reminding.RemindingBench;

namespace ActionSync.Tests.Reminding;

public sealed class TeamsChannelTests
{
    private const string Signature = "very-secret-signature";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_card_mentions_its_reader_and_links_the_issue()
    {
        await using var teams = await StartedAsync();
        await using var bench = await BenchAsync(teams.Url);
        bench.People["alice@x.org"] = new() { Name = "Alice Chen" };

        await bench.Run.RunAsync(ReminderMode.Now, Token);
        await bench.Run.RunAsync(ReminderMode.Now, Token);

        var card = Assert.Single(teams.Cards);
        Assert.Equal("<at>Alice Chen</at>", (string?)card["msteams"]!["entities"]![0]!["text"]);
        Assert.Equal("alice@x.org", (string?)card["msteams"]!["entities"]![0]!["mentioned"]!["id"]);
        Assert.Contains("https://tracker.test/x/y/INC-1%2Fa", card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_never_asked_for_again()
    {
        await using var teams = await StartedAsync();
        teams.Host.Faults.Next("POST", "/invoke", Fault.LoseAnswer());
        await using var bench = await BenchAsync(teams.Url);

        await bench.Run.RunAsync(ReminderMode.Now, Token);
        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Single(teams.Cards);
        Assert.Single(bench.Outbox);
    }

    [Fact]
    public async Task A_refusal_falls_back_to_mail_and_never_shows_the_address()
    {
        await using var teams = await StartedAsync();
        await using var bench = await BenchAsync(teams.Url.Replace(Signature, Signature + "-old", StringComparison.Ordinal));

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Empty(teams.Cards);
        var mail = bench.OutboxText(Assert.Single(bench.Outbox));
        Assert.Contains("Teams refuses with status 401", mail.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mail + string.Concat((await bench.HistoryAsync()).Select(e => e.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address very-secret-signature")]
    [InlineData("/relative/very-secret-signature")]
    [InlineData("ftp://127.0.0.1/very-secret-signature")]
    public async Task An_address_that_is_none_fails_without_being_shown(string url)
    {
        await using var bench = await BenchAsync(url);

        await bench.Run.RunAsync(ReminderMode.Now, Token);
        var findings = await bench.Get<ReminderChannels>().CheckAsync(Token);

        Assert.Single(bench.Outbox);
        Assert.DoesNotContain("secret", string.Concat((await bench.HistoryAsync()).Select(e => e.Text)) + string.Concat(findings), StringComparison.Ordinal);
        Assert.Contains(findings, f => f is { Good: false, Subject: "Teams" });
    }

    [Fact]
    public async Task Two_hundred_items_fit_into_a_card()
    {
        await using var teams = await StartedAsync();
        await using var bench = await BenchAsync(teams.Url);
        await bench.AddAsync(Some.Incident("INC-2"), [.. Enumerable.Range(0, 200).Select(n => Some.Item($"INC-2/{n}", title: new string('x', 290)))]);

        await bench.Run.RunAsync(ReminderMode.Now, Token);

        Assert.Contains("more.", Assert.Single(teams.Cards).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(bench.Outbox);
    }

    private static async Task<TeamsSimulator> StartedAsync()
    {
        var teams = new TeamsSimulator(TimeProvider.System, Signature);
        await teams.Host.StartAsync(0, Token);
        return teams;
    }

    private static async Task<RemindingBench> BenchAsync(string url)
    {
        var bench = await new RemindingBench().MigratedAsync();
        bench.Options.Channels.Teams.Url = new(url);
        await bench.AddAsync(Some.Item());
        return bench;
    }
}
