using ActionSync.SystemTests.Support;
using ActionSync.Text;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>What doctor and config show say at a terminal of 80 columns: lines that fit, and no broken word.</summary>
public sealed class DoctorLayoutTests : IDisposable
{
    private const int Columns = 80;

    private const string Japanese = "\u63a5\u7d9a\u30d7\u30fc\u30eb\u306e\u76e3\u8996\u3092\u8ffd\u52a0\u3059\u308b";

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData("doctor")]
    [InlineData("config show")]
    public async Task Words_stay_whole_at_80_columns(string command)
    {
        (await _actionsync.OnceAsync(Json("INC-1", Item(Japanese, owner: "Bob \U0001f680"), Item("Write a test")))).Exits(0);
        _actionsync.Pages[0].Set("deadline", "as soon as the vendor of the pool delivers what it promised");
        var whole = (await _actionsync.RunAsync(command.Split(' '))).Stdout;

        var shown = await AtTerminalAsync(command);

        Assert.All(shown, line => Assert.True(DisplayText.Width(line) <= Columns || !line.Trim().Contains(' ', StringComparison.Ordinal), line));
        Assert.Equal(Words(whole), Words(string.Join('\n', shown)));
        Assert.True(shown.Count > whole.Split('\n').Length, "Nothing had to be folded, so nothing was tried.");
    }

    public void Dispose() => _actionsync.Dispose();

    private async Task<IReadOnlyList<string>> AtTerminalAsync(string command)
    {
        string[] terminal = ["bash", "-c", $"timeout 80 script -qefc \"stty cols {Columns}; $*\" /dev/null", "bash"];
        using var worker = _actionsync.Variable("NO_COLOR", "1").Variable("TERM", "dumb").StartUnder(terminal, command.Split(' '));
        return [.. (await worker.EndAsync()).Stdout.Split('\n').Select(line => line.TrimEnd())];
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
