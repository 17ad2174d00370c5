using System.Globalization;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubContract : TrackerContract
{
    internal override async Task<TrackerHarness> StartAsync()
    {
        var clock = new HastyClock();
        return new GitHubHarness(await GitHubSimulator.StartAsync(clock, TrackerHarness.Cancel), clock, GitHubEdition.Cloud);
    }
}

public sealed class GitHubEnterpriseContract : TrackerContract
{
    internal override async Task<TrackerHarness> StartAsync()
    {
        var clock = new HastyClock();
        return new GitHubHarness(await GitHubSimulator.StartAsync(clock, TrackerHarness.Cancel), clock, GitHubEdition.EnterpriseServer);
    }
}

/// <summary>A repository of an organisation, with issue fields where there are any, and a visitor.</summary>
internal sealed class GitHubHarness : TrackerHarness
{
    private static readonly Dictionary<string, string> Logins = new() { ["alice@company.com"] = "alice", ["bob@company.com"] = "bob" };

    private readonly GitHubSimulator _github;
    private readonly HastyClock _clock;
    private readonly GitHubRepository _repository;
    private readonly HttpMessageHandler _network = TrackerHttp.Create(TimeSpan.FromSeconds(30));

    public GitHubHarness(GitHubSimulator github, HastyClock clock, GitHubEdition edition)
    {
        (_github, _clock, github.World.Edition) = (github, clock, edition);
        _repository = github.World.AddRepository("acme/ops");
        _repository.Assignable.UnionWith(Logins.Values);
        github.World.SetFields("acme", GitHubField.Defaults);
        var token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        var people = Logins.ToDictionary(l => l.Key, l => new PersonOptions { Accounts = { ["GitHub"] = l.Value } });
        var options = new GitHubOptions { Name = "github", BaseUrl = BaseUrl(), Repository = "acme/ops", Token = new Secret(token), WritesPerMinute = null };
        Tracker = GitHubKind.Create(options, new PeopleDirectory(people), _network, TimeZoneInfo.Utc, clock, NullLogger<GitHubTracker>.Instance);
    }

    public override ITracker Tracker { get; }

    public override IReadOnlyList<string> Titles => [.. _repository.Issues.Select(i => i.Title)];

    public override IReadOnlyList<string> LabelsOf(IssueRef issue) => [.. this[issue].Labels];

    public override int Requests => _github.Log.Count();

    public override int Writes => _github.Log.All.Count(request => request.Method != "GET");

    public override string BodyOf(IssueRef issue) => this[issue].Body;

    public override int NotesOn(IssueRef issue) => this[issue].Comments.Count;

    public override bool IsFlagged(IssueRef issue) => this[issue].Labels.Contains("withdrawn");

    public override void Retitle(IssueRef issue, string title) => _repository.Edit(NumberOf(issue), i => i with { Title = title });

    public override void Assign(IssueRef issue, string? owner) => _repository.Assign(NumberOf(issue), owner is null ? [] : [Logins[owner]]);

    public override void Prioritise(IssueRef issue, Priority priority)
    {
        var old = this[issue].Labels.Find(l => l.StartsWith("priority: ", StringComparison.Ordinal));
        if (old is not null)
            _repository.RemoveLabel(NumberOf(issue), old);
        _repository.AddLabel(NumberOf(issue), $"priority: {priority}");
        if (_github.World.Edition.HasIssueFields)
            _repository.SetField(NumberOf(issue), "Priority", priority is Priority.P3 ? "Medium" : "High");
    }

    public override void Postpone(IssueRef issue, DateOnly? to)
    {
        var day = to?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (_github.World.Edition.HasIssueFields)
            _repository.SetField(NumberOf(issue), "Target date", day);
        else
            _repository.Reword(NumberOf(issue), GitHubBodyFacts.Deadline, day ?? "none");
    }

    public override void Close(IssueRef issue, ItemState state)
    {
        var isLabelled = state == ItemState.Duplicate && !_github.World.Edition.StateReasons.Contains("duplicate");
        if (isLabelled)
            _repository.AddLabel(NumberOf(issue), "duplicate");
        _repository.Close(NumberOf(issue), state switch
        {
            ItemState.Duplicate when !isLabelled => "duplicate",
            ItemState.WontDo or ItemState.Duplicate => "not_planned",
            _ => "completed",
        });
    }

    public override void Reopen(IssueRef issue) => _repository.Reopen(NumberOf(issue));

    public override void Snooze(IssueRef issue, DateOnly until) => _repository.AddLabel(NumberOf(issue), $"snooze-until:{until:yyyy-MM-dd}");

    public override void Delete(IssueRef issue) => _repository.Delete(NumberOf(issue));

    public override void WriteForeign(string title) => _repository.Open(title);

    public override void Wait() => _clock.Advance(TimeSpan.FromMinutes(6));

    public override async ValueTask DisposeAsync()
    {
        _network.Dispose();
        await _github.DisposeAsync();
    }

    private string BaseUrl() => _github.World.Edition.IsServer ? $"{_github.Url}/api/v3" : _github.Url;

    private GitHubIssue this[IssueRef issue] => _repository[NumberOf(issue)];

    private static int NumberOf(IssueRef issue) => int.Parse(issue.Number.TrimStart('#'), CultureInfo.InvariantCulture);
}
