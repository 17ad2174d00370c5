using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Configuration;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.SystemTests.Cost;

/// <summary>
/// What a listing takes of processor and memory, as a ratio to HttpClient alone with source-generated JSON that reads the same answers into the same members.
/// <c>TEST_COST</c> sets how many issues (README's figures: 10000).
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed partial class ListingCostTests(ITestOutputHelper output)
{
    private const int Rounds = 7;
    private const double Most = 1.5;

    private static readonly int Count = CostRun.Count(2000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listing_of_GitHub_through_Octokit_costs_little_more_than_HttpClient_alone()
    {
        await using var github = await GitHubSimulator.StartAsync(new HastyClock(), Cancel);
        var repository = github.World.AddRepository("acme/ops");
        for (var n = 1; n <= Count; n++)
            repository.Open($"Item {n} of the listing", Text(n));
        var token = new Secret(github.World.AddToken(new GitHubAccess("bot")));
        var options = new GitHubOptions { Name = "github", BaseUrl = github.Url, Repository = "acme/ops", Token = token };
        using var network = new Playback(TrackerHttp.Create(TimeSpan.FromMinutes(1)));
        var client = GitHubKind.Client(options, Whole(network), TimeProvider.System, NullLogger.Instance);

        await CompareAsync(network, Ours, one => one.ReadAsync(Bare.Default.ListGitHubIssueDto));

        async Task<int> Ours()
        {
            var read = 0;
            await foreach (var page in client.IssuePagesAsync(client.At.Of("issues?state=all&sort=created&direction=desc&per_page=100"), Cancel))
                read += page.Entries.Count;
            return read;
        }
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task A_listing_of_Jira_through_Refit_costs_little_more_than_HttpClient_alone(JiraMode mode)
    {
        await using var jira = new JiraSimulator(mode, new HastyClock());
        await jira.StartAsync(0, Cancel);
        jira.Book.AddProject("OPS");
        for (var n = 1; n <= Count; n++)
            jira.People.Write("OPS", $"Item {n} of the listing");
        var options = new JiraOptions
        {
            Name = "jira",
            Project = "OPS",
            BaseUrl = jira.Url,
            Deployment = jira.Site.IsCloud ? JiraDeployment.Cloud : JiraDeployment.DataCenter,
            Email = jira.Site.Me.Email,
            Token = new Secret(jira.Site.Token),
        };
        using var network = new Playback(TrackerHttp.Create(TimeSpan.FromMinutes(1)));
        using var client = new JiraClient(options, Whole(network), TimeProvider.System, NullLogger.Instance);
        var home = new JiraHome(client);
        var search = new JiraSearch(client, new JiraReading(client, home), home);

        await CompareAsync(network, Ours, one => one.ReadAsync(JiraJson.Default.JiraSearchPage));

        async Task<int> Ours()
        {
            var read = 0;
            await foreach (var page in search.PagesAsync("project = \"OPS\" ORDER BY updated DESC", null, Cancel))
                read += page.Found.Issues.Count;
            return read;
        }
    }

    /// <summary>As the program puts it together: answers arrive whole before anybody reads them.</summary>
    private static WholeAnswer Whole(Playback network) => new(64 << 20, TimeSpan.FromMinutes(1)) { InnerHandler = network };

    private static string Text(int n) =>
        string.Concat(Enumerable.Repeat($"Line {n} of what people write into issues, with a link to https://example.com/{n}.\n", 60));

    private async Task CompareAsync<T>(Playback network, Func<Task<int>> ours, Func<HttpContent, Task<T?>> read)
    {
        Assert.Equal(Count, await ours());
        network.IsRecording = false;
        var asked = network.Asked.ToArray();
        using var http = new HttpClient(network, disposeHandler: false);
        var (one, other) = (new List<Cost>(), new List<Cost>());
        // The first round is for the compiler.
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = await Cost.OfAsync(() => BareAsync(http, asked, read));
            var own = await Cost.OfAsync(ours);
            if (round > 0)
            {
                one.Add(own);
                other.Add(bare);
            }
        }
        var processor = Median(one, c => c.Processor.TotalMilliseconds) / Median(other, c => c.Processor.TotalMilliseconds);
        var allocated = Median(one, c => c.Allocated) / Median(other, c => c.Allocated);
        output.WriteLine($"{Count:N0} issues in {asked.Length} pages: {processor:F2} times the processor time and {allocated:F2} times the memory of "
            + $"HttpClient alone ({Median(other, c => c.Processor.TotalMilliseconds):F0} ms, {Median(other, c => c.Allocated) / (1 << 20):F0} MiB)");
        Assert.True(processor <= Most, $"processor: {processor:F2} times");
        Assert.True(allocated <= Most, $"allocated: {allocated:F2} times");
    }

    private static async Task BareAsync<T>(HttpClient http, IEnumerable<HttpRequestMessage> asked, Func<HttpContent, Task<T?>> read)
    {
        foreach (var one in asked)
        {
            using var request = new HttpRequestMessage(one.Method, one.RequestUri);
            if (one.Content is { } content)
                request.Content = Playback.JsonOf(await content.ReadAsStringAsync(Cancel));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            Assert.NotNull(await read(answer.Content));
        }
    }

    private static double Median(IEnumerable<Cost> costs, Func<Cost, double> of) => costs.Select(of).Order().ElementAt(Rounds / 2);

    private readonly record struct Cost(TimeSpan Processor, double Allocated)
    {
        public static async Task<Cost> OfAsync(Func<Task> work)
        {
            GC.Collect();
            var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            await work();
            return new Cost(Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(List<GitHubIssueDto>))]
    private sealed partial class Bare : JsonSerializerContext;
}

internal static class BareReading
{
    public static Task<T?> ReadAsync<T>(this HttpContent content, JsonTypeInfo<T> type) =>
        content.ReadFromJsonAsync(type, TestContext.Current.CancellationToken);
}
