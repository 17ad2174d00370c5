using System.Diagnostics;
using System.Text.Json;
using ActionSync.Items;
using ActionSync.Simulators.GitHub;
using ActionSync.SystemTests.Support;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The first minutes: a configuration is asked for or taken from flags, written, proved and tried on the first documents.</summary>
public sealed class InitTests : IDisposable
{
    private const string SecretVariable = "MY_GITHUB_TOKEN";

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("--tracker is missing: folder, github, jira.")]
    [InlineData("--github-repository is missing|--github-token-file or --github-token-env is missing", "--tracker", "github")]
    [InlineData("--jira-base-url is missing|--jira-project is missing|--jira-email is missing|--jira-token-file or", "--tracker", "jira")]
    [InlineData("--jira-project is missing|--jira-token-file or",
        "--tracker", "jira", "--jira-base-url", "https://j.example", "--jira-deployment", "DataCenter")]
    [InlineData("--smtp-host is missing|--smtp-from is missing", "--tracker", "folder", "--channel", "smtp")]
    [InlineData("--smtp-password-file or", "--tracker", "folder", "--channel", "smtp", "--smtp-host", "m", "--smtp-from", "a@b.cd", "--smtp-user", "a")]
    [InlineData("--slack-token-file or --slack-token-env is missing|did you mean Europe/Berlin?",
        "--tracker", "folder", "--channel", "slack", "--time-zone", "Europe/Berln")]
    [InlineData("names the variable NOT_THERE, which is not set|There is nothing at ",
        "--tracker", "folder", "--channel", "teams", "--teams-url-env", "NOT_THERE", "--documents", "nowhere")]
    public async Task Where_nobody_can_be_asked_all_that_is_missing_is_said_and_nothing_is_written(string missing, params string[] flags)
    {
        var ran = (await _actionsync.RunAsync(["init", .. flags])).Exits(2);

        var said = ran.Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(missing.Split('|').Length, said.Length);
        Assert.All(missing.Split('|'), part => Assert.Contains(said, line => line.Contains(part, StringComparison.Ordinal)));
        Assert.Empty(_actionsync.Everything());
    }

    [Fact]
    public async Task The_board_is_configured_proved_and_the_first_documents_are_planned()
    {
        _actionsync.Write("docs/2024/one.json", Json("INC-1", "Add an alert"));
        _actionsync.Write("docs/two.md.bak", "no document");

        var ran = (await _actionsync.RunAsync("init", "--tracker", "folder", "--time-zone", "Europe/Berlin", "--documents", "docs")).Exits(0);

        Assert.Contains($"Written: {_actionsync["config", "appsettings.json"]}\n", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("ok   configuration: ", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("Add an alert", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("actionsync once --baseline docs", ran.Stdout, StringComparison.Ordinal);
        Assert.Contains("more than 30 days when they are first seen (Reminding:BacklogAfterDays)", ran.Stdout, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Pages);
        Assert.Contains("Reminding:TimeZone = Europe/Berlin  [", (await _actionsync.RunAsync("config", "show")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_goes_into_a_file_that_only_its_owner_reads_and_nothing_is_made_at_GitHub()
    {
        await using var gitHub = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        var repository = gitHub.World.AddRepository("acme/ops");
        var token = gitHub.World.AddToken(new GitHubAccess("actionsync-bot"));
        var document = _actionsync.Write("incident.json", Json("INC-1", "Add an alert"));

        var ran = (await _actionsync.Variable(SecretVariable, token).RunAsync(
            "init", "--tracker", "github", "--github-repository", "acme/ops", "--github-base-url", gitHub.Url, "--github-token-env", SecretVariable,
            "--config", "acme.json", "--documents", document)).Exits(0);

        var file = _actionsync["github-token"];
        Assert.Equal(token, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var written = await File.ReadAllTextAsync(_actionsync["acme.json"], TestContext.Current.CancellationToken);
        var section = JsonDocument.Parse(written).RootElement.GetProperty("Trackers").GetProperty("github");
        Assert.Equal("github-token", section.GetProperty("TokenFile").GetString());
        Assert.DoesNotContain(token, written + ran.Stdout + ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("ok   github, repository: acme/ops is there", ran.Stdout, StringComparison.Ordinal);
        Assert.Empty(repository.Issues);

        (await _actionsync.RunAsync("once", document, "--no-remind", "--config", "acme.json")).Exits(0);
        Assert.Single(repository.Issues);
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_when_that_is_said()
    {
        var mine = _actionsync.Write("mine.json", """{ "Reminding": { "TimeZone": "Asia/Tokyo" } }""");
        string[] init = ["init", "--tracker", "folder", "--time-zone", "UTC", "--config", "mine.json"];

        Assert.Contains($"{mine} is there already", (await _actionsync.RunAsync(init)).Exits(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("Asia/Tokyo", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await _actionsync.RunAsync([.. init, "--force"])).Exits(0);
        Assert.DoesNotContain("Asia/Tokyo", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_will_not_do_is_told_and_everything_is_as_it_was()
    {
        var mine = _actionsync.Write("mine.json", "{}");
        var token = _actionsync.Write("token", "ghp_xxxxxxxx");

        var ran = (await _actionsync.RunAsync(
            "init", "--tracker", "github", "--github-repository", "no repository", "--github-token-file", token, "--config", "mine.json", "--force")).Exits(2);

        Assert.Contains("Trackers:github:Repository: \"no repository\" is not right", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(mine, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task At_a_terminal_it_asks_and_shows_no_secret()
    {
        await using var gitHub = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        gitHub.World.AddRepository("acme/ops");
        var token = gitHub.World.AddToken(new GitHubAccess("actionsync-bot"));
        var program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));
        // Somebody types each answer once its question stands there.
        var typed = _actionsync.Write("type.sh", $$"""
            exec 3>&1
            said() { for i in $(seq 600); do grep -q "$1" shown 2>/dev/null && return; sleep 0.1; done; exit 1; }
            { said 'Where do issues go'; echo githb; said 'none of them'; echo github
              said 'as owner/name'; echo acme/ops; said 'address of the API'; echo '{{gitHub.Url}}'
              said 'not shown'; sleep 0.5; printf '{{token}}\r'; said 'are people reminded'; echo; said 'time zone'; echo Asia/Tokyo
              said 'first postmortems'; echo; said 'Next:'; } |
            timeout 80 script -qefc "dotnet '{{program}}' init" shown > /dev/null
            """);
        using var terminal = new Worker(new ProcessStartInfo("bash", [typed])
        {
            WorkingDirectory = _actionsync.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

        var ran = await terminal.EndAsync();
        var shown = File.Exists(_actionsync["shown"]) ? await File.ReadAllTextAsync(_actionsync["shown"], TestContext.Current.CancellationToken) : "";

        Assert.True(ran.ExitCode == 0, $"{ran.Stderr}\n{shown}");
        Assert.Contains("did you mean github?", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(token, shown, StringComparison.Ordinal);
        Assert.Equal(token, (await File.ReadAllTextAsync(_actionsync["config", "github-token"], TestContext.Current.CancellationToken)).Trim());
        Assert.Contains("Reminding:TimeZone = Asia/Tokyo  [", (await _actionsync.RunAsync("config", "show")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    public void Dispose() => _actionsync.Dispose();
}
