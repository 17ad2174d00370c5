using ActionSync.SystemTests.Support;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;

namespace ActionSync.SystemTests.Recovery;

/// <summary>
/// An installation with every kind of tracker, over real sockets: a board, a GitHub, a Jira Cloud and a Jira Data Center. The service of an incident says
/// which.
/// </summary>
internal sealed class FourTrackers : IAsyncDisposable
{
    private readonly JiraSimulator _server = new(JiraMode.DataCenter, TimeProvider.System);

    private FourTrackers(GitHubSimulator github, GitHubRepository repository)
    {
        GitHub = github;
        Repository = repository;
        Hands = [new BoardHands(Place["data", "board"]), new GitHubHands(repository), new JiraHands("cloud", Cloud), new JiraHands("server", _server)];
    }

    public ProgramFolder Place { get; } = new();

    public GitHubSimulator GitHub { get; }

    public GitHubRepository Repository { get; }

    public JiraSimulator Cloud { get; } = new(JiraMode.Cloud, TimeProvider.System);

    public IReadOnlyList<JiraIssue> JiraIssues => [.. Cloud.Issues, .. _server.Issues];

    /// <summary>People in each tracker.</summary>
    public IReadOnlyList<IHands> Hands { get; }

    public static async Task<FourTrackers> StartAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var github = await GitHubSimulator.StartAsync(TimeProvider.System, cancel);
        var repository = github.World.AddRepository("acme/ops");
        repository.Assignable.UnionWith(["alice", "bob"]);
        github.World.SetFields("acme", GitHubField.Defaults);
        var limits = github.World.Limits;
        (limits.PrimaryPerHour, limits.PointsPerMinute, limits.ContentPerMinute, limits.ContentPerHour) = (1_000_000, 1_000_000, 1_000_000, 1_000_000);
        var trackers = new FourTrackers(github, repository);
        trackers.Cloud.Book.AddProject("OPS");
        trackers._server.Book.AddProject("INF");
        await trackers.Cloud.StartAsync(0, cancel);
        await trackers._server.StartAsync(0, cancel);
        trackers.Configure(github.World.AddToken(new GitHubAccess("actionsync-bot")));
        return trackers;
    }

    /// <summary>Everything that the trackers' own books hold, in words: equal where nothing was written.</summary>
    public IReadOnlyList<string> Books() =>
    [
        .. Hands[0] is BoardHands board ? board.Files() : [],
        .. Repository.Everything.Select(i => $"#{i.Number} {i.Title} {i.UpdatedAt:O} {i.Whereabouts} {i.Comments.Count} {i.Body}"),
        .. JiraIssues.Select(i => $"{i.Key} {i.Summary} {i.Updated:O} {i.Comments.Count} {i.Description}"),
    ];

    /// <summary>Requests that asked for a new issue.</summary>
    public int Creates => GitHub.Log.Count("POST", "/issues") + Cloud.Log.Count("POST", "/issue") + _server.Log.Count("POST", "/issue")
        + Cloud.Log.Count("POST", "/issue/bulk") + _server.Log.Count("POST", "/issue/bulk");

    public async ValueTask DisposeAsync()
    {
        Place.Dispose();
        await GitHub.DisposeAsync();
        await Cloud.DisposeAsync();
        await _server.DisposeAsync();
    }

    private void Configure(string token)
    {
        Place.Set("Trackers:board:Kind", "Folder");
        Set("github", ("Kind", "GitHub"), ("BaseUrl", GitHub.Url), ("Repository", "acme/ops"), ("Token", token));
        Set("cloud", ("Kind", "Jira"), ("BaseUrl", Cloud.Url), ("Project", "OPS"), ("Email", Cloud.Site.Me.Email), ("Token", Cloud.Site.Token));
        Set("server", ("Kind", "Jira"), ("Deployment", "DataCenter"), ("BaseUrl", _server.Url), ("Project", "INF"), ("Token", _server.Site.Token));
        foreach (var (hands, n) in Hands.Select((hands, n) => (hands, n)))
        {
            Place.Set($"Routes:{n}:Tracker", hands.Tracker);
            Place.Set($"Routes:{n}:When:Service", hands.Tracker);
        }
        Place.Set("People:alice@company.com:GitHub", "alice");
        Place.Set("People:bob@company.com:GitHub", "bob");

        void Set(string tracker, params (string Key, string Value)[] settings)
        {
            foreach (var (key, value) in settings.Append(("WritesPerMinute", "6000")))
                Place.Set($"Trackers:{tracker}:{key}", value);
        }
    }
}

/// <summary>What people do in a tracker. An issue is named by the start of its title.</summary>
internal interface IHands
{
    string Tracker { get; }

    void Close(string title, bool asDone);

    void Reopen(string title);

    void Postpone(string title, string day);

    void Retitle(string title, string to);

    void HandToBob(string title);

    void Snooze(string title, string until);

    void Delete(string title);

    /// <summary>A second issue of the same item that our own account made, as after a lost answer.</summary>
    void Double(string title);

    /// <summary>A person makes an issue of their own; its address.</summary>
    string Write(string title);
}

internal sealed class BoardHands(string folder) : IHands
{
    public string Tracker => "board";

    public IEnumerable<string> Files() => Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => $"{f} {File.ReadAllText(f)}");

    public void Close(string title, bool asDone) => Set(title, "status", asDone ? "done" : "wont_do");

    public void Reopen(string title) => Set(title, "status", "open");

    public void Postpone(string title, string day) => Set(title, "deadline", day);

    public void Retitle(string title, string to) => Set(title, "title", to);

    public void HandToBob(string title) => Set(title, "owner", "bob@company.com");

    public void Snooze(string title, string until) => Set(title, "snooze_until", until);

    public void Delete(string title) => File.Delete(Page(title));

    /// <summary>A file of the board is written once, or not at all.</summary>
    public void Double(string title) { }

    public string Write(string title)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "by-hand.md");
        File.WriteAllText(path, $"---\ntitle: {title}\nstatus: open\n---\nWritten by a person.\n");
        return new Uri(path).AbsoluteUri;
    }

    private void Set(string title, string key, string value)
    {
        var page = Page(title);
        var lines = File.ReadAllLines(page).Where(l => !l.StartsWith($"{key}:", StringComparison.Ordinal)).ToList();
        lines.Insert(1, $"{key}: {value}");
        File.WriteAllLines(page, lines);
    }

    private string Page(string title) =>
        Directory.GetFiles(folder, "*.md")
            .Single(f => File.ReadAllLines(f)
                .Any(l => l.StartsWith("title:", StringComparison.Ordinal) && l[6..].Trim(' ', '"', '\'').StartsWith(title, StringComparison.Ordinal)));
}

internal sealed class GitHubHands(GitHubRepository repository) : IHands
{
    public string Tracker => "github";

    public void Close(string title, bool asDone) => repository.Close(Number(title), asDone ? "completed" : "not_planned");

    public void Reopen(string title) => repository.Reopen(Number(title));

    public void Postpone(string title, string day) => repository.SetField(Number(title), "Target date", day);

    public void Retitle(string title, string to) => repository.Edit(Number(title), i => i with { Title = to });

    public void HandToBob(string title) => repository.Assign(Number(title), "bob");

    public void Snooze(string title, string until) => repository.AddLabel(Number(title), $"snooze-until:{until}");

    public void Delete(string title) => repository.Delete(Number(title));

    public void Double(string title) => repository.Open(title, repository[Number(title)].Body, repository[Number(title)].User);

    public string Write(string title) => $"https://github.com/acme/ops/issues/{repository.Open(title).Number}";

    private int Number(string title) => repository.Issues.First(i => i.Title.StartsWith(title, StringComparison.Ordinal)).Number;
}

internal sealed class JiraHands(string tracker, JiraSimulator jira) : IHands
{
    public string Tracker => tracker;

    public void Close(string title, bool asDone) => jira.People.Transition(Key(title), "done", asDone ? "Done" : "Won't Do");

    public void Reopen(string title) => jira.People.Transition(Key(title), "new");

    public void Postpone(string title, string day) => jira.People.Edit(Key(title), i => i with { DueDate = day });

    public void Retitle(string title, string to) => jira.People.Edit(Key(title), i => i with { Summary = to });

    public void HandToBob(string title) => jira.People.Assign(Key(title), jira.Book.Users.Find(u => u.Name == "bkim"));

    public void Snooze(string title, string until) => jira.People.Edit(Key(title), i => i with { Labels = i.Labels.Add($"snooze-until:{until}") });

    public void Delete(string title) => jira.People.Delete(Key(title));

    public void Double(string title) => jira.People.Clone(Key(title), jira.Site.Me);

    public string Write(string title) => $"{jira.Url}/browse/{jira.People.Write(jira.Book.Projects.First().Key, title).Key}";

    private string Key(string title) => jira.Issues.First(i => i.Summary.StartsWith(title, StringComparison.Ordinal)).Key;
}
