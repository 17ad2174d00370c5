using System.Globalization;
using System.Text;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;

namespace ActionSync.SystemTests.Journeys;

/// <summary>Whatever a document, a person or an argument holds, what the program prints does not act on the terminal.</summary>
public sealed class TerminalTextTests
{
    [Fact]
    public async Task A_title_that_no_terminal_can_show_ends_no_command()
    {
        using var installation = new Actionsync();
        var document = Incident.Json("INC-1", "Rotate @ key").Replace("Rotate @ key", "Rotate \\uffff key", StringComparison.Ordinal);

        (await installation.OnceAsync(document)).Exits(0);
        var status = (await installation.RunAsync("status")).Exits(0);
        Assert.Contains("Rotate \ufffd key", status.Stdout, StringComparison.Ordinal);

        // A person writes more of it into the issue.
        var page = Assert.Single(Directory.GetFiles(installation["data", "board"]));
        File.WriteAllText(
            page, File.ReadAllText(page).Replace("owner: alice@company.com", "owner: \"\uffff \u202E Al\U0001fffeice\"", StringComparison.Ordinal));
        (await installation.RunAsync("once", "--no-remind")).Exits(0);
        Assert.Contains("P1", (await installation.RunAsync("status")).Exits(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_was_given_does_not_act_on_the_terminal_either()
    {
        using var installation = new Actionsync();
        string[][] all =
        [
            ["\u001b[31mstatus", "\u009b2J"],
            ["status", "--\u001b]0;x\a"],
            ["check", $"no/such\u001b[2J\u202E.json"],
            ["history", "INC\u001b[31m\u202E"],
            ["status", "--config", "no\u001b[31m.json"],
        ];

        foreach (var arguments in all)
        {
            var ran = await installation.RunAsync(arguments);
            Assert.NotEqual(0, ran.ExitCode);
            Assert.NotEmpty(ran.Stderr);
            Acts_on_no_terminal((ran.Stdout + ran.Stderr).ReplaceLineEndings(""));
        }
    }

    /// <summary>No control and nothing invisible but joiners.</summary>
    private static void Acts_on_no_terminal(string line) => Assert.DoesNotContain(line.EnumerateRunes(), rune =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
