using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>
/// What the program is given may be large; what it takes of the machine's memory is not, as the system counts it. <c>TEST_COST</c> sets how many items
/// and documents (the long run: 10000, the most items that a document may have).
/// </summary>
public sealed class MemoryLimitTests(ITestOutputHelper output) : IDisposable
{
    private readonly Actionsync _actionsync = new();

    private static readonly int Count = CostRun.Count(300);

    /// <param name="incidents">Among how many incidents the items are shared out.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Items_by_the_thousand_are_published_renamed_compared_and_made_again(int incidents)
    {
        _actionsync.TakingInMany().With("Trackers:board:Kind", "Folder").With("Trackers:board:MaxCreatesPerRun", "20000");

        (await RunAsync(["once", .. Documents("number", incidents)])).Exits(0);
        (await RunAsync("once")).Exits(0);
        (await RunAsync(["once", .. Documents("nummer", incidents)])).Exits(0);
        (await RunAsync("verify")).Exits(0);
        var status = (await RunAsync("status", "--json")).Exits(0).Stdout;
        Assert.Equal(Count, JsonNode.Parse(status)!.AsArray().Count);
        (await RunAsync("rebuild", "--replace")).Exits(0);
        Assert.Equal(status, (await RunAsync("status", "--json")).Exits(0).Stdout);
        Assert.Equal(Count, _actionsync.Pages.Count);
    }

    [Fact]
    public async Task Documents_by_the_thousand_are_taken_in_from_the_drop_folder()
    {
        for (var n = 0; n < Count; n++)
            _actionsync.Drop($"{n}.json", Json($"INC-{n}", $"The only step of incident number {n}"));
        _actionsync.TakingInMany().With("Trackers:board:Kind", "Folder").With("Trackers:board:MaxCreatesPerRun", "20000");

        (await RunAsync("once", "--no-remind")).Exits(0);

        Assert.Equal(Count, _actionsync.Pages.Count);
    }

    public static TheoryData<string> BoardFiles =>
        ["700 MB of nothing", "80,000 keys", "10 MB of front matter", "10 MB of front matter, allowed", "10 MB of text, allowed"];

    [Theory]
    [MemberData(nameof(BoardFiles))]
    public async Task A_board_file_of_any_size_is_read_in_part_or_named(string kind)
    {
        const int size = 10_000_000;
        (await _actionsync.OnceAsync(Json("INC-1", "Take the first step"))).Exits(0);
        var path = _actionsync.Write("data/board/large.md", kind switch
        {
            "700 MB of nothing" => "---\n",
            "80,000 keys" => $"---\n{string.Concat(Enumerable.Range(0, 80_000).Select(n => $"key{n}: value\n"))}---\n",
            "10 MB of text, allowed" => $"---\nmarker: 0123456789abcdef0123\ntitle: T\n---\n{string.Concat(Enumerable.Repeat("text\n", size / 5))}",
            _ => $"---\nmarker: 0123456789abcdef0123\n{string.Concat(Enumerable.Repeat("a: [b]\n", size / 7))}---\n",
        });
        if (kind == "700 MB of nothing")
        {
            using var file = File.OpenWrite(path);
            file.SetLength(700L << 20);
        }
        if (kind.EndsWith("allowed", StringComparison.Ordinal))
            _actionsync.With("Trackers:board:Kind", "Folder").With("Trackers:board:MaxFileBytes", $"{2 * size}");

        foreach (var command in (string[][])[["once", "--no-remind"], ["verify"], ["doctor"]])
        {
            var ran = await RunAsync(command);
            Assert.True(ran.ExitCode is 0 or 1 or 3, $"{ran.ExitCode}\n{ran.Stderr}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_configuration_of_any_size_is_read_or_refused(int wrongs)
    {
        const int size = 2_000_000;
        var people = string.Join(',', Enumerable.Range(0, size / 50).Select(n => $"\"person{n}@company.com\":{(wrongs == 0 ? "{\"Name\":\"P\"}" : "1")}"));
        _actionsync.Configured($"{{\"People\":{{{people}}}}}{new string(' ', wrongs * size / 2)}");

        var ran = await RunAsync("status");

        Assert.True(ran.ExitCode == (wrongs == 0 ? 0 : 2), $"{ran.ExitCode}\n{ran.Stderr[..Math.Min(1000, ran.Stderr.Length)]}");
    }

    [Fact]
    public async Task Webhooks_of_any_size_and_number_are_refused()
    {
        var url = FreeAddress.Next();
        _actionsync.With("Dashboard:Urls", url).With("Dashboard:GitHubWebhookSecret", "secret");
        var worker = await _actionsync.StartWorkerAsync();
        using var client = new HttpClient();
        var body = Encoding.UTF8.GetBytes(new string('x', 10_000_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            try
            {
                using var answer = await client.PostAsync($"{url}/webhooks/github", new ByteArrayContent(body), TestContext.Current.CancellationToken);
                return answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                // The answer came while the rest was still being sent.
                return HttpStatusCode.RequestEntityTooLarge;
            }
        }));

        Assert.All(answers, code => Assert.True(code >= HttpStatusCode.BadRequest, $"{code}"));
        output.WriteLine($"32 webhooks of 10 MB: {worker.PeakMegabytes:F0} MB");
        Assert.InRange(worker.PeakMegabytes, 1, Actionsync.MostMegabytes);
    }

    public void Dispose() => _actionsync.Dispose();

    private Task<Ran> RunAsync(params string[] arguments) => _actionsync.RunSmallAsync(output, arguments);

    private IEnumerable<string> Documents(
        string word, int incidents) => Enumerable.Range(0, incidents).Select(incident => _actionsync.Write($"{word}-{incident}.json", Json($"INC-{incident}",
            [.. Enumerable.Range(incident * (Count / incidents), Count / incidents)
                .Select(n =>
                    Long(Item($"Item {word} {n} of a document with as many as may be", owner: $"person{n % 300}@company.com", priority: $"P{n % 4}")))])));

    private static JsonObject Long(JsonObject item)
    {
        item["details"] = string.Concat(Enumerable.Repeat("word ", 60));
        return item;
    }
}
