using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>A place where people have issues of their own, to be named by documents: a folder, GitHub, Jira Cloud or Data Center.</summary>
internal abstract class TicketService : IAsyncDisposable
{
    public static TheoryData<string> All => ["Folder", "GitHub", "Jira Cloud", "Jira Data Center"];

    public Actionsync Actionsync { get; } = new();

    /// <summary>Its entry under Trackers, as JSON.</summary>
    protected abstract string Settings { get; }

    /// <summary>An issue of a place that is not configured.</summary>
    public abstract string ElsewhereUrl { get; }

    /// <summary>A person opens an issue that is assigned to Alice and long overdue; returns its address.</summary>
    public abstract string Open(string title);

    /// <summary>The address of the only issue that we made.</summary>
    public abstract string OursUrl { get; }

    /// <summary>All that the issue shows, but its comments.</summary>
    public abstract string Show(string url);

    public abstract int Comments(string url);

    public abstract void Close(string url);

    /// <summary>How many issues there are.</summary>
    public abstract int Count { get; }

    /// <summary>Starts the service and configures it as the tracker "tickets" beside a board.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="route">Where the routes send everything.</param>
    public static async Task<TicketService> StartAsync(string name, string route)
    {
        TicketService service = name switch
        {
            "Folder" => new InFolder(),
            "GitHub" => new OnHub(await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken)),
            _ => new InJira(new JiraSimulator(name == "Jira Cloud" ? JiraMode.Cloud : JiraMode.DataCenter, TimeProvider.System)),
        };
        if (service is InJira jira)
            await jira.BeginAsync();
        service.Actionsync.AtAnyHour().Configured($$"""
            {
              "Trackers": { "tickets": {{service.Settings}}, "board": { "Kind": "Folder" } },
              "Routes": [ { "Tracker": "{{route}}" } ],
              "Channels": { "Comment": { "Enabled": true } },
              "People": { "alice@company.com": { "GitHub": "alice", "Jira": "{{(name == "Jira Data Center" ? "achen" : "5b-alice")}}", "Channel": "Comment" } }
            }
            """);
        return service;
    }

    public virtual ValueTask DisposeAsync()
    {
        Actionsync.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class InFolder : TicketService
    {
        protected override string Settings => """{ "Kind": "Folder", "Folder": "data/tickets" }""";

        public override string ElsewhereUrl => "file:///srv/elsewhere/mine.md";

        public override string OursUrl =>
            new Uri(Pages.Single(page => File.ReadAllText(page).Contains("marker", StringComparison.OrdinalIgnoreCase))).AbsoluteUri;

        public override int Count => Pages.Length;

        private string[] Pages => Directory.Exists(Actionsync["data", "tickets"]) ? Directory.GetFiles(Actionsync["data", "tickets"], "*.md") : [];

        public override string Open(string title) => new Uri(Actionsync.Write(
            Path.Combine("data", "tickets", $"{title.Replace(' ', '-')}.md"),
            $"---\ntitle: {title}\nstatus: open\nowner: alice@company.com\ndeadline: 2024-01-22\n---\n\nWords.\n")).AbsoluteUri;

        // Comments are lines at the foot of the file.
        public override string Show(string url) => File.ReadAllText(new Uri(url).LocalPath).Split("\n---\n")[0];

        public override int Comments(string url) => File.ReadAllText(new Uri(url).LocalPath).Split("actionsync-note:").Length - 1;

        public override void Close(string url) => new Page(new Uri(url).LocalPath).Set("status", "done");
    }

    private sealed class OnHub : TicketService
    {
        private readonly GitHubSimulator _github;
        private readonly GitHubRepository _repository;
        private readonly string _token;

        public OnHub(GitHubSimulator github)
        {
            _github = github;
            _repository = github.World.AddRepository("acme/ops");
            _repository.Assignable.Add("alice");
            github.World.SetFields("acme", GitHubField.Defaults);
            _token = github.World.AddToken(new GitHubAccess("actionsync-bot"));
        }

        protected override string Settings =>
            $$"""{ "Kind": "GitHub", "BaseUrl": "{{_github.Url}}", "Repository": "acme/ops", "Token": "{{_token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" }""";

        public override string ElsewhereUrl => $"{_github.Url}/acme/payments/issues/7";

        public override string OursUrl => UrlOf(_repository.Issues.Single(issue => issue.User == "actionsync-bot").Number);

        public override int Count => _repository.Issues.Count;

        public override string Open(string title)
        {
            var issue = _repository.Open(title, "Words.");
            _repository.Assign(issue.Number, "alice");
            _repository.SetField(issue.Number, "Target date", "2024-01-22");
            return UrlOf(issue.Number);
        }

        public override string Show(string url)
        {
            var issue = _repository[NumberOf(url)];
            return $"{issue.Title} {issue.Body} {issue.IsOpen} {issue.StateReason} {issue.Milestone} {string.Join(',', issue.Labels)} {string.Join(',', issue.Assignees)} {string.Join(',', issue.Fields.Values)}";
        }

        public override int Comments(string url) => _repository[NumberOf(url)].Comments.Count;

        public override void Close(string url) => _repository.Close(NumberOf(url));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _github.DisposeAsync();
        }

        private string UrlOf(int number) => $"{_github.Url}/acme/ops/issues/{number}";

        private static int NumberOf(string url) => int.Parse(url[(url.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class InJira(JiraSimulator jira) : TicketService
    {
        protected override string Settings => $$"""
            { "Kind": "Jira", "BaseUrl": "{{jira.Url}}", "Project": "OPS", "Deployment": "{{(jira.Site.IsCloud ? "Cloud" : "DataCenter")}}",
              {{(jira.Site.IsCloud ? $"\"Email\": \"{jira.Site.Me.Email}\"," : "")}} "Token": "{{jira.Site.Token}}", "WritesPerMinute": 6000, "SettleUnknown": "00:00:01" }
            """;

        public override string ElsewhereUrl => "https://other.atlassian.net/browse/OPS-1";

        public override string OursUrl => UrlOf(jira.Issues.Single(issue => issue.Creator == jira.Site.Me).Key);

        public override int Count => jira.Issues.Count;

        public async Task BeginAsync()
        {
            jira.Book.AddProject("OPS");
            await jira.StartAsync(0, TestContext.Current.CancellationToken);
        }

        public override string Open(string title)
        {
            var key = jira.People.Write("OPS", title).Key;
            jira.People.Edit(key, i => i with { Assignee = jira.Book.Users.First(user => user.Email == "alice@company.com"), DueDate = "2024-01-22" });
            return UrlOf(key);
        }

        public override string Show(string url)
        {
            var i = jira.Book[KeyOf(url)];
            return $"{i.Summary} {i.Description} {i.Status.Name} {i.Resolution} {i.Priority} {i.DueDate} {string.Join(',', i.Labels)} {i.Assignee?.Name} {string.Join(',', i.Properties)} {string.Join(',', i.RemoteLinks)}";
        }

        public override int Comments(string url) => jira.Book[KeyOf(url)].Comments.Count;

        public override void Close(string url) => jira.People.Transition(KeyOf(url), "done", "Done");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await jira.DisposeAsync();
        }

        private string UrlOf(string key) => $"{jira.Url}/browse/{key}";

        private static string KeyOf(string url) => url[(url.LastIndexOf('/') + 1)..];
    }
}
