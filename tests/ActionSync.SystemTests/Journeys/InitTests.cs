using System.Diagnostics;
using System.Text.Json;
using ActionSync.Items;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Smtp;
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
    [InlineData("--smtp-tls: \"Starttls1\" is not right|--smtp-from is missing",
        "--tracker", "folder", "--channel", "smtp", "--smtp-host", "m", "--smtp-tls", "Starttls1")]
    [InlineData("--time-zone: \"Berlin\" is not right; it must be a time zone that this machine knows, such as UTC or Europe/Berlin; did you mean",
        "--tracker", "folder", "--time-zone", "Berlin")]
    [InlineData("did you mean America/New_York?", "--tracker", "folder", "--time-zone", "new york")]
    [InlineData("--slack-token-file or --slack-token-env is missing|did you mean Europe/Berlin?",
        "--tracker", "folder", "--channel", "slack", "--time-zone", "Europe/Berln")]
    [InlineData("names the variable NOT_THERE, which is not set|there is nothing at ",
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
    public async Task A_mail_server_that_does_not_encrypt_can_be_said_at_once()
    {
        await using var server = new SmtpSimulator(TimeProvider.System);
        await server.StartAsync(0);

        (await _actionsync.RunAsync(
            "init", "--tracker", "folder", "--channel", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", $"{server.Port}", "--smtp-tls", "None",
            "--smtp-from", "actionsync@example.com")).Exits(0);
    }

    [Fact]
    public async Task Where_a_document_would_be_rejected_that_is_mended_first()
    {
        _actionsync.Write("bad.json", "{");

        var ran = (await _actionsync.RunAsync("init", "--tracker", "folder", "--time-zone", "UTC", "--documents", "bad.json")).Exits(1);

        Assert.Contains(
            "First: correct the documents that would be rejected; actionsync plan bad.json looks again.\nThen: actionsync once bad.json ", ran.Stdout,
            StringComparison.Ordinal);
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
    public async Task Started_again_in_the_same_folder_it_says_how_to_replace_what_it_wrote_and_how_to_write_another()
    {
        await using var gitHub = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        string[] init =
        [
            "init", "--tracker", "github", "--github-repository", "acme/ops", "--github-base-url", gitHub.Url, "--github-token-env", SecretVariable,
        ];
        var refused = (await _actionsync.Variable(SecretVariable, "ghp_first").RunAsync(init)).Exits(1).Stdout;
        Assert.Equal(2, refused.Split("Make a new token").Length);
        Assert.Contains("First: mend what is called BAD above; actionsync doctor looks again. ", refused, StringComparison.Ordinal);
        Assert.Contains("\nThen: actionsync plan incident.json ", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Next: ", refused, StringComparison.Ordinal);
        Assert.Contains("of old incidents: ", refused, StringComparison.Ordinal);
        Assert.Contains("actionsync once --baseline FOLDER", refused, StringComparison.Ordinal);
        var shared = _actionsync["config", "appsettings.json"];

        var again = (await _actionsync.RunAsync(init)).Exits(2);
        Assert.Contains($"{shared} is there already. To answer anew and replace it, add --force; to keep it", again.Stderr, StringComparison.Ordinal);

        // A token belongs to the configuration that names it: the second one leaves the first one's alone.
        (await _actionsync.Variable(SecretVariable, "ghp_second").RunAsync([.. init, "--config", "config/acme.json"])).Exits(1);
        Assert.Equal("ghp_first\n", await ReadAsync("config", "github-token"));
        Assert.Equal("ghp_second\n", await ReadAsync("config", "acme-github-token"));
        Assert.Contains("config/acme-github-token", await ReadAsync("config", "acme.json"), StringComparison.Ordinal);

        (await _actionsync.Variable(SecretVariable, "ghp_third").RunAsync([.. init, "--force"])).Exits(1);
        Assert.Equal("ghp_third\n", await ReadAsync("config", "github-token"));
        Assert.Equal("ghp_second\n", await ReadAsync("config", "acme-github-token"));
    }

    [Theory]
    [InlineData("--github-repository: \"no repository\" is not right", "github", "--github-repository", "no repository")]
    [InlineData("--jira-deployment: \"Clowd\" is not right", "jira", "--jira-deployment", "Clowd")]
    public async Task A_flag_that_will_not_do_is_named_beside_all_that_is_missing(string said, string tracker, params string[] flags)
    {
        var ran = (await _actionsync.RunAsync(["init", "--tracker", tracker, .. flags])).Exits(2);

        Assert.Contains(said, ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("is missing", ran.Stderr, StringComparison.Ordinal);
        Assert.Empty(_actionsync.Everything());
    }

    [Fact]
    public async Task What_will_not_do_beside_other_settings_is_told_and_everything_is_as_it_was()
    {
        var mine = _actionsync.Write("mine.json", "{}");

        var ran = (await _actionsync.With("Reminding:At", "noon").RunAsync("init", "--tracker", "folder", "--config", "mine.json", "--force")).Exits(2);

        Assert.Contains("Reminding:At", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", ran.Stderr, StringComparison.Ordinal);
        Assert.Equal("{}", await ReadAsync("mine.json"));
    }

    [Fact]
    public async Task At_a_terminal_it_asks_and_shows_no_secret()
    {
        await using var gitHub = await GitHubSimulator.StartAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        gitHub.World.AddRepository("acme/ops");
        var token = gitHub.World.AddToken(new GitHubAccess("actionsync-bot"));
        var (ran, shown) = await TypeAsync($$"""
            said 'Where do issues go'; echo githb; said 'none of them'; echo github
            said 'as owner/name'; echo ops; said 'must be'; echo acme/ops; said 'address of the API'; echo '{{gitHub.Url}}'
            said 'not shown'; sleep 0.5; printf '{{token}}\r'; said 'are people reminded'; echo; said 'time zone'; echo Asia/Tokio
            said 'did you mean'; echo Asia/Tokyo; said 'first postmortems'; echo nowhere; said 'There is nothing at'; echo none yet; said 'Next:'
            """);

        Assert.True(ran.ExitCode == 0, $"{ran.Stderr}\n{shown}");
        Assert.Contains("did you mean github?", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("?.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(token, shown, StringComparison.Ordinal);
        Assert.Equal(token, (await File.ReadAllTextAsync(_actionsync["config", "github-token"], TestContext.Current.CancellationToken)).Trim());
        Assert.Contains("Reminding:TimeZone = Asia/Tokyo  [", (await _actionsync.RunAsync("config", "show")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the key of the project", "")]
    [InlineData("not shown",
        "echo OPS; said 'Cloud or DataCenter'; echo Clowd; said 'did you mean Cloud'; echo Cloud; said 'address of the account'; echo a@b.cd; ")]
    public async Task Where_the_answers_end_early_nothing_is_written(string last, string between)
    {
        var (ran, shown) = await TypeAsync(
            $"said 'Where do issues go'; echo jira; said 'address of the site'; echo https://acme.atlassian.net; said 'key of the project'; {between}"
            + $"said '{last}'; sleep 0.5; printf '\\004'; said 'nothing was written'");

        Assert.True(ran.ExitCode == 2, $"{ran.ExitCode} {ran.Stderr}\n{shown}");
        Assert.Contains("Run actionsync init again, or give them as flags", string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.False(Path.Exists(_actionsync["config"]));
    }

    /// <summary>Runs init at a terminal, where somebody types each answer once its question stands there.</summary>
    private async Task<(Ran Ran, string Shown)> TypeAsync(string typing)
    {
        var program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));
        var typed = _actionsync.Write("type.sh", $$"""
            exec 3>&1
            said() { for i in $(seq 600); do grep -q "$1" shown 2>/dev/null && return; sleep 0.1; done; exit 1; }
            { {{typing}}; } |
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
        return (ran, Path.Exists(_actionsync["shown"]) ? await ReadAsync("shown") : "");
    }

    private Task<string> ReadAsync(params string[] path) => File.ReadAllTextAsync(_actionsync[path], TestContext.Current.CancellationToken);

    public void Dispose() => _actionsync.Dispose();
}
