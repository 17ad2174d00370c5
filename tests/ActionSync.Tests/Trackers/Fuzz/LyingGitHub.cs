using System.Text.RegularExpressions;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.Fuzz;

internal sealed partial class LyingGitHub : LyingTracker
{
    private readonly GitHubSimulator _github;
    private readonly GitHubRepository _repository;
    private readonly int _foreign;

    private LyingGitHub(GitHubSimulator github)
    {
        _github = github;
        _repository = github.World.AddRepository("acme/ops");
        _repository.Assignable.UnionWith(["alice", "bob"]);
        github.World.SetFields("acme", GitHubField.Defaults);
        foreach (var title in Foreign)
            _repository.AddLabel(_repository.Open(title, "Mine.", "carol").Number, "bug");
        _foreign = Foreign.Count;
        Secret = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        Options = new GitHubOptions { Name = "tracker", BaseUrl = github.Url, Repository = "acme/ops", Token = new Secret(Secret), WritesPerMinute = null };
    }

    public override TrackerOptions Options { get; }

    public override Faults Faults => _github.Faults;

    public override RequestLog Log => _github.Log;

    public override string Secret { get; }

    public override IReadOnlyList<BookIssue> Issues => [.. _repository.Issues.Skip(_foreign).Select(Book)];

    public override IReadOnlyList<object> OfPeople => [.. _repository.Issues.Take(_foreign)];

    public static async Task<LyingTracker> StartAsync()
    {
        var clock = new HastyClock();
        return new LyingGitHub(await GitHubSimulator.StartAsync(clock, TestContext.Current.CancellationToken)) { Clock = clock };
    }

    public override void Retitle(string id, string title) => _repository.Edit(Number(id), i => i with { Title = title });

    public override void Postpone(string id, string day) => _repository.SetField(Number(id), "Target date", day);

    public override void Close(string id) => _repository.Close(Number(id));

    public override bool IsSurroundings(string path) =>
        path is "/user" or "/repos/acme/ops" or "/repos/acme/ops/labels" || path.EndsWith("/issue-fields", StringComparison.Ordinal)
            || path.Contains("/acme/ops/assignees/", StringComparison.Ordinal);

    public override ValueTask DisposeAsync() => _github.DisposeAsync();

    private static int Number(string id) => int.Parse(id, null);

    private static BookIssue Book(GitHubIssue issue) => new(
        $"{issue.Number}",
        MarkerLine().Match(issue.Body) is { Success: true } match ? match.Groups["marker"].Value : null,
        issue.Title,
        issue.Labels.Select(GitHubWords.PriorityOf).OfType<Priority>().ToArray() is [var only] ? only : null,
        issue.Fields.GetValueOrDefault(9004),
        issue.Assignees is [var login] ? $"{login}@company.com" : null,
        issue.IsOpen ? "open" : issue.StateReason == "duplicate" ? "duplicate" : "done",
        issue.Labels.Contains("withdrawn"));

    [GeneratedRegex("^<!-- actionsync:(?<marker>[0-9a-f]{20}) -->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkerLine();
}
