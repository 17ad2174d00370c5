using System.Diagnostics;
using ActionSync.Items;
using ActionSync.SystemTests.Support;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The completion scripts in the shells that they are for (<c>apt-get install zsh</c>).</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(ItemState).Assembly.Location));

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("status", "stat")]
    [InlineData("show validate", "config", "")]
    [InlineData("--json", "status", "--js")]
    [InlineData("github json text", "check", "--format", "")]
    [InlineData("doctor", "help", "doc")]
    [InlineData("bash zsh", "completion", "")]
    public async Task Both_shells_offer_what_could_stand_there(string offered, params string[] words)
    {
        Assert.Equal(offered, await InBashAsync(words));
        Assert.Equal(offered, await InZshAsync(words));
    }

    [Fact]
    public async Task Where_a_file_may_stand_the_shells_are_left_to_complete_files()
    {
        Assert.Equal("", await InBashAsync("check", "inc"));
        Assert.Equal("FILES", await InZshAsync("check", "inc"));
        // An option that takes no value is no reason to offer words for one.
        Assert.Equal("", await InBashAsync("plan", "--json", ""));
        Assert.Equal("FILES", await InZshAsync("plan", "--json", ""));
    }

    public void Dispose() => _actionsync.Dispose();

    private async Task<string> InBashAsync(params string[] words) => await RunAsync("bash", $$"""
        actionsync() { dotnet '{{Program}}' "$@"; }
        source <(actionsync completion bash)
        complete -p actionsync > /dev/null || exit 1
        COMP_WORDS=(actionsync {{Quoted(words)}})
        COMP_CWORD={{words.Length}}
        _actionsync
        printf '%s\n' "${COMPREPLY[@]}"
        """);

    /// <summary>What the completion system of zsh is told is printed.</summary>
    private async Task<string> InZshAsync(params string[] words) => await RunAsync("zsh", $$"""
        actionsync() { dotnet '{{Program}}' "$@" }
        compdef() { [[ "$*" == "_actionsync actionsync" ]] || exit 1 }
        compadd() { shift; print -rl -- "$@" }
        _files() { print FILES }
        source <(actionsync completion zsh)
        words=(actionsync {{Quoted(words)}})
        CURRENT={{words.Length + 1}}
        _actionsync
        """);

    private static string Quoted(string[] words) => string.Join(' ', words.Select(word => $"'{word}'"));

    private async Task<string> RunAsync(string shell, string script)
    {
        var bare = shell == "zsh" ? "-f" : "--norc";
        using var process = new Worker(new ProcessStartInfo(shell, [bare, _actionsync.Write($"try.{shell}", script)])
        {
            WorkingDirectory = _actionsync.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var ran = (await process.EndAsync()).Exits(0);
        Assert.Empty(ran.Stderr);
        return string.Join(' ', ran.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
