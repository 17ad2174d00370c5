using System.Security.Cryptography.X509Certificates;

namespace ActionSync.Simulators.Jira;

/// <summary>
/// A Jira that remembers: Cloud or Data Center, over a real socket on 127.0.0.1. Tests act as people through <see cref="People"/>, shape projects as an
/// administrator through <see cref="Book"/>, and assert what is in the books in the end.
/// </summary>
public sealed class JiraSimulator : IAsyncDisposable
{
    private readonly SimulatorHost _host;

    /// <param name="certificate">With it the simulator speaks TLS.</param>
    public JiraSimulator(JiraMode mode, TimeProvider clock, X509Certificate2? certificate = null)
    {
        Book = new JiraBook(clock);
        Site = new JiraSite(mode, Book);
        People = new JiraPeople(Book);
        Book.Users.AddRange(
        [
            Site.Me,
            People.Somebody,
            new("5b-alice", "achen", "Alice Chen", "alice@company.com"),
            new("5b-bob", "bkim", "Bob Kim", "bob@company.com"),
            new("5b-carol", "cdavis", "Carol Davis", "carol@company.com", HidesEmail: true),
            new("5b-alicia", "aliciab", "Alicia Brown", "alice@company.com.au"),
            new("5b-zoe", "zmeyer", "Zoë Meyer", "zoe.left@company.com") { Active = false },
            new("5b-former", "jirauser10400", "Former user", "former@company.com", HidesEmail: true) { Active = false },
            new("5b-robot", "deploybot", "Deploy Bot", "robot@company.com") { AccountType = "app" },
        ]);
        _host = new SimulatorHost(clock, app => JiraApi.Map(app, Site)) { Certificate = certificate };
    }

    public JiraBook Book { get; }

    public JiraSite Site { get; }

    public JiraPeople People { get; }

    public Faults Faults => _host.Faults;

    public RequestLog Log => _host.Log;

    public string Url => _host.Url;

    /// <summary>Where scoped Cloud tokens go; people never see this address.</summary>
    public string GatewayUrl => Url + JiraApi.GatewayPath;

    public IReadOnlyList<JiraIssue> Issues => Book.Issues;

    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        await _host.StartAsync(port, cancellationToken);
        Site.BrowseUrl = Url;
    }

    public Task StopAsync() => _host.StopAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary><c>jira [--port N] [--datacenter]</c>: a project OPS to try things by hand.</summary>
    internal static async Task RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var mode = args.Contains("--datacenter") ? JiraMode.DataCenter : JiraMode.Cloud;
        await using var jira = new JiraSimulator(mode, TimeProvider.System);
        jira.Book.AddProject("OPS");
        await jira.StartAsync(SimulatorCommands.Number(args, "--port", 0), cancellationToken);
        var login = mode is JiraMode.Cloud ? $"Email {jira.Site.Me.Email}, Token {jira.Site.Token}" : $"Token {jira.Site.Token}";
        await Console.Out.WriteLineAsync($"Jira ({mode}) at {jira.Url}, project OPS, {login}. Ctrl-C ends it.");
        await SimulatorCommands.UntilStoppedAsync(cancellationToken);
    }
}
