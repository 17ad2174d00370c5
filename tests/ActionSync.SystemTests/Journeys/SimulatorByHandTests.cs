using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ActionSync.Simulators.Jira;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The simulators as somebody starts them to try things by hand.</summary>
public sealed class SimulatorByHandTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(JiraSimulator).Assembly.Location));

    [Theory]
    [InlineData("github")]
    [InlineData("jira")]
    [InlineData("slack")]
    [InlineData("smtp")]
    [InlineData("teams")]
    public async Task SIGTERM_ends_it_at_once_with_0_and_a_port_that_is_taken_with_2_and_a_sentence(string name)
    {
        using var first = Start(name, "--port", "0");
        await Eventually.IsTrue(() => first.Stdout.Contains("Ctrl-C", StringComparison.Ordinal) || first.HasExited, "it has said where it is");
        Assert.False(first.HasExited, first.Stderr);

        first.Terminate();
        (await first.EndAsync(TimeSpan.FromSeconds(10))).Exits(0);

        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        using var second = Start(name, "--port", $"{port}");
        var ran = (await second.EndAsync()).Exits(2);
        Assert.Equal($"Port {port} of 127.0.0.1 is taken by another program: end that one, or choose another with --port.", ran.Stderr.Trim());
    }

    [Theory]
    [InlineData("github", "--foreign")]
    [InlineData("jira", "--datacenter")]
    [InlineData("slack", "--port")]
    [InlineData("smtp", "--port")]
    [InlineData("teams", "--port")]
    [InlineData("chaos", "--postgres")]
    public async Task Help_says_what_it_is_and_which_options_it_has_and_anything_else_is_refused(string name, string option)
    {
        using var overview = Start("--help");
        using var help = Start(name, "--help");
        using var wrong = Start(name, "--prt", "8080");

        Assert.Contains($"\n  {name,-8}", (await overview.EndAsync()).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.Contains($"\n  {option}", (await help.EndAsync()).Exits(0).Stdout, StringComparison.Ordinal);
        Assert.StartsWith($"{name} has no option --prt.", (await wrong.EndAsync()).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github", "--port", "99999", "--port 99999 is not between 0 and 65535.")]
    [InlineData("smtp", "--port", "-1", "--port -1 is not between 0 and 65535.")]
    [InlineData("jira", "--port", "80.5", "--port 80.5 is no whole number.")]
    [InlineData("slack", "--port", "http", "--port http is no number.")]
    [InlineData("chaos", "--minutes", "-1", "--minutes -1 is too small or too large.")]
    public async Task A_number_that_an_option_does_not_take_is_refused_in_a_sentence(string name, string option, string value, string sentence)
    {
        using var wrong = Start(name, option, value);

        Assert.StartsWith($"{sentence} See ", (await wrong.EndAsync()).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JiraMode.Cloud)]
    [InlineData(JiraMode.DataCenter)]
    public async Task An_issue_of_Jira_is_deleted_by_its_key_once_and_where_that_is_allowed(JiraMode mode)
    {
        await using var jira = new JiraSimulator(mode, TimeProvider.System);
        var project = jira.Book.AddProject("OPS");
        jira.People.Write("OPS", "Add an alert");
        await jira.StartAsync(0, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri($"{jira.Url}/rest/api/2/issue/") };

        Assert.Equal(HttpStatusCode.Unauthorized, await DeleteAsync("OPS-1"));
        http.DefaultRequestHeaders.Authorization = mode is JiraMode.Cloud
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{jira.Site.Me.Email}:{jira.Site.Token}")))
            : new AuthenticationHeaderValue("Bearer", jira.Site.Token);
        project.Denied.Add("DELETE_ISSUES");
        Assert.Equal(HttpStatusCode.Forbidden, await DeleteAsync("OPS-1"));
        project.Denied.Clear();
        Assert.Single(jira.Issues);

        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync("OPS-1"));
        Assert.Empty(jira.Issues);
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync("OPS-1"));
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync("OPS-2"));

        async Task<HttpStatusCode> DeleteAsync(string key)
        {
            using var answer = await http.DeleteAsync(key, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    private static Worker Start(params string[] arguments) => new(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });
}
