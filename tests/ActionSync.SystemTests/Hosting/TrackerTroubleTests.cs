using System.Globalization;
using System.Net;
using System.Text.Json;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>A tracker that cannot be used: health says so after three polls, new installation or old, and all goes on by itself once it can be.</summary>
public sealed class TrackerTroubleTests : IAsyncDisposable
{
    private const string Part = "tracker hub";

    /// <summary>Three polls of five seconds, but never sooner than this.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly SetClock _clock = new(new DateTimeOffset(2024, 1, 23, 10, 0, 0, TimeSpan.Zero), speed: 10);
    private readonly TempFolder _folder = new();
    private GitHubSimulator? _github;
    private GitHubRepository? _repository;

    private GitHubSimulator GitHub => _github!;

    [Fact]
    public async Task One_that_was_never_reached_is_late_until_it_is_there()
    {
        var token = await StartGitHubAsync();
        await GitHub.Host.StopAsync();
        await using var worker = await StartWorkerAsync(token);
        worker.Drop("a.json", Json("INC-1", "Add an alert"));

        var late = await IsLateAsync(worker);
        Assert.Null(late.Last);
        Assert.StartsWith($"GitHub at {new Uri(GitHub.Url).Authority} cannot be reached.", late.Problem, StringComparison.Ordinal);

        await GitHub.Host.StartAsync(0, TestContext.Current.CancellationToken);
        await GoesOnAsync(worker);
    }

    [Fact]
    public async Task One_that_never_took_our_token_is_late_until_it_does()
    {
        var token = await StartGitHubAsync();
        await using var worker = await StartWorkerAsync("github_pat_of_another_site");
        worker.Drop("a.json", Json("INC-1", "Add an alert"));

        var late = await IsLateAsync(worker);
        Assert.Null(late.Last);
        Assert.Equal("GitHub refuses the credentials (401: \"Bad credentials\"). Make a new token and put it into the configuration.", late.Problem);

        File.WriteAllText(_folder["token"], token);
        await GoesOnAsync(worker);
    }

    [Fact]
    public async Task One_that_went_away_is_late_until_it_is_back()
    {
        await using var worker = await StartWorkerAsync(await StartGitHubAsync());
        worker.Drop("a.json", Json("INC-1", "Add an alert"));
        await GoesOnAsync(worker);

        await GitHub.Host.StopAsync();
        var late = await IsLateAsync(worker);
        Assert.NotNull(late.Last);
        Assert.StartsWith($"GitHub at {new Uri(GitHub.Url).Authority} cannot be reached.", late.Problem, StringComparison.Ordinal);

        await GitHub.Host.StartAsync(0, TestContext.Current.CancellationToken);
        await worker.AnswersAsync("/health", HttpStatusCode.OK);
        await worker.UntilAsync(() => Task.FromResult(worker.Log.Says($"On time again: {Part}")), "the log says that it is over");
        Assert.Single(_repository!.Issues);
    }

    [Fact]
    public async Task One_in_which_there_is_nothing_to_do_yet_is_not_asked_and_not_late()
    {
        await using var worker = await StartWorkerAsync(await StartGitHubAsync());

        await worker.UntilAsync(
            async () =>
            {
                var (_, body) = await worker.AsksAsync("/health");
                Assert.Equal((null, null, false), PartOf(body));
                Assert.False(Says(body, ""), $"{body}");
                return _clock.GetElapsedTime(0) > 3 * Limit;
            },
            "three times the time has passed");
        await worker.AnswersAsync("/health", HttpStatusCode.OK);
        Assert.Empty(GitHub.Log.All);
    }

    public async ValueTask DisposeAsync()
    {
        if (_github is not null)
            await _github.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> StartGitHubAsync()
    {
        _github = await GitHubSimulator.StartAsync(_clock, TestContext.Current.CancellationToken);
        _repository = _github.World.AddRepository("acme/ops");
        return _github.World.AddToken(new GitHubAccess("actionsync-bot"));
    }

    private Task<HostedWorker> StartWorkerAsync(string token)
    {
        File.WriteAllText(_folder["token"], token);
        return HostedWorker.StartAsync(_clock, place => place.Shared($$"""
            {
              "Trackers": { "hub": { "Kind": "GitHub", "BaseUrl": "{{GitHub.Url}}", "Repository": "acme/ops", "TokenFile": {{JsonSerializer.Serialize(_folder["token"])}} } },
              "Routes": [ { "Tracker": "hub" } ]
            }
            """));
    }

    /// <summary>Waits until the tracker is late, which it may not be too soon, and which is no fault of this process.</summary>
    private async Task<(string? Last, string Problem)> IsLateAsync(HostedWorker worker)
    {
        var start = _clock.GetTimestamp();
        var part = (Last: (string?)null, Problem: (string?)null, IsLate: false);
        await worker.UntilAsync(
            async () =>
            {
                var (status, body) = await worker.AsksAsync("/health");
                part = PartOf(body);
                return status == HttpStatusCode.ServiceUnavailable && part.IsLate
                    && Says(body, $"is late: it should come every 00:00:05{Since(part.Last)}. {part.Problem}");
            },
            "the tracker is late");
        // The last good look may have been a poll and a look ago.
        Assert.True(_clock.GetElapsedTime(start) > Limit - TimeSpan.FromSeconds(10), $"late after {_clock.GetElapsedTime(start)}");
        foreach (var path in new[] { "/health/live", "/health/ready" })
            await worker.AnswersAsync(path, HttpStatusCode.OK);
        Assert.NotNull(part.Problem);
        Assert.True(worker.Log.Says($"Tracker hub: {part.Problem}"), worker.Log.Text);
        await worker.UntilAsync(() => Task.FromResult(worker.Log.Says($"Late: {Part} was not done for 00:00:30: {part.Problem}")), "the log says it");
        return (part.Last, part.Problem);
    }

    private async Task GoesOnAsync(HostedWorker worker)
    {
        await worker.HasStateAsync("INC-1", "open");
        await worker.UntilAsync(
            async () => await worker.AsksAsync("/health") is (HttpStatusCode.OK, var body) && PartOf(body) is (not null, null, false), "the tracker is read");
        Assert.Single(_repository!.Issues);
    }

    private static bool Says(JsonElement health, string said) =>
        health.GetProperty("problems").EnumerateArray().Any(problem => problem.GetString()!.StartsWith($"Tracker hub {said}", StringComparison.Ordinal));

    private static string Since(string? last) => last is null ? "" : $", and last came at {DateTimeOffset.Parse(last, CultureInfo.InvariantCulture):u}";

    /// <summary>What health says of the tracker; nothing before the first look at it.</summary>
    private static (string? Last, string? Problem, bool IsLate) PartOf(JsonElement health) => health.GetProperty("parts").EnumerateArray()
        .Where(part => part.GetProperty("name").GetString() == Part)
        .Select(part => (part.GetProperty("last").GetString(), part.GetProperty("problem").GetString(), part.GetProperty("late").GetBoolean()))
        .SingleOrDefault();
}
