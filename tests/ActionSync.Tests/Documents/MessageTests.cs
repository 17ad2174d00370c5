using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Documents.Messages;
using ActionSync.Documents.Values;
using ActionSync.Text;

namespace ActionSync.Tests.Documents;

/// <summary>Problems as a compiler tells them: the place, the line, and a caret under what is wrong.</summary>
public sealed class MessageTests
{
    private static string Item(string before, string after = "") =>
        "{\"incident\": {\"id\": \"INC-1\", \"title\": \"Outage\"}, \"action_items\": [{\"title\": \"Add an alert\"},\n" + before
        + "\"priority\": \"Hihg\"" + after + "}]}";

    [Fact]
    public void A_problem_is_told_with_its_place_the_line_a_caret_and_the_title_of_its_item()
    {
        var lines = Lines(Item("{\"title\":\n  \"Test it\",\n    ", "\n"));

        Assert.Equal(
            [
                "a.json:4:17: error: action_items[1].priority: \"Hihg\" is not a priority (did you mean High, P2?)",
                "    4 |     \"priority\": \"Hihg\"",
                "      |                 ^",
                "      = item: Test it",
                "a.json: rejected, 1 problem",
            ], lines);
    }

    [Fact]
    public void What_the_line_shows_is_not_said_again() =>
        Assert.DoesNotContain(Lines(Item("{\"title\": \"Test it\", ")), line => line.Contains("= item", StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"title\": \"監視を追加する\", ")]
    [InlineData("{\"title\": \"🚒 and 👩‍🚒 é\", ")]
    [InlineData("{\"title\": \"e\u0301te\u0301\", ")]
    [InlineData("\t{\t\"title\": \"T\",\t\t")]
    [InlineData("{\"title\": \"Add an alert that is much longer than any terminal is wide, and then some more of it, and more\", ")]
    public void The_caret_stands_under_the_place_whatever_stands_before_it(string before)
    {
        var lines = Lines(Item(before));

        var (source, caret) = (lines[1], lines[2]);
        var place = source.IndexOf("\"Hihg\"", StringComparison.Ordinal);
        Assert.Equal(DisplayText.Width(source[..place]), caret.IndexOf('^'));
        Assert.InRange(DisplayText.Width(source), 1, 80);
        Assert.DoesNotContain('\t', source);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_cut_around_the_place()
    {
        var items = Enumerable.Range(0, 500).Select(n => $"{{\"title\": \"{n}{new string('x', 900)}\", \"status\": \"nope\"}}");

        var lines = Lines(Some.Document($"{{\"title\": \"T\", \"unknown\": \"{new string('y', 10_000_000)}\"}}, {string.Join(',', items)}"));

        Assert.Equal("a.json: rejected, 500 problems", lines[^1]);
        Assert.All(lines.Where(line => line.Contains(" | ", StringComparison.Ordinal)), line => Assert.InRange(DisplayText.Width(line), 1, 80));
        Assert.All(lines.Where(line => line.StartsWith("    1 | ", StringComparison.Ordinal)),
            line => Assert.Contains("\"status\": \"nope\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_of_a_document_does_nothing_to_a_terminal()
    {
        var lines = Lines(Item("{\"title\": \"\u202eTest \u001b[31mit\", \"x\u009b\": 1,"));

        Assert.All(lines, line => Assert.Equal(TextProfile.Terminal.Line(line), line));
        Assert.Contains(lines, line => line.Contains("\uFFFDTest \uFFFD[31mit", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_UTF8_is_shown_as_far_as_it_can_be()
    {
        byte[] bytes = [.. "{\"incident\": {\"id\": \"I\",\n \"title\": \"Gr"u8, 0xFC, .. "n\"}, \"action_items\": []}"u8];

        var lines = Lines(bytes);

        Assert.Equal("    2 |  \"title\": \"Gr\uFFFDn\"}, \"action_items\": []}", lines[1]);
        Assert.Equal("      |              ^", lines[2]);
    }

    [Theory]
    [InlineData("\uFEFF{", 1)]
    [InlineData("{\r\n}\r\n", 1)]
    [InlineData("", 1)]
    public void Marks_and_breaks_of_other_systems_change_no_place(string text, int line) =>
        Assert.Contains(Lines(text), shown => shown.StartsWith($"    {line} | {(text.Length == 0 ? "" : "{")}", StringComparison.Ordinal)
            || shown.StartsWith("a.json: rejected", StringComparison.Ordinal));

    [Fact]
    public void Of_a_text_whose_lines_can_be_counted_in_two_ways_none_is_shown() => Assert.Null(SourceLines.Of("a\rb"u8.ToArray()));

    [Fact]
    public void Of_a_file_that_cannot_be_read_there_is_only_the_reason() =>
        Assert.Equal(
            "x.json: error: no such file. Check its path.", DocumentMessage.Of("x.json", Problem.OfFile("no such file. Check its path."), null).Headline);

    [Fact]
    public void A_warning_says_what_was_probably_meant_and_shows_the_place()
    {
        var text = "# INC-1: Outage\n\n## Action items\n\n| Action | Priority |\n|---|---|\n| Add an alert | Hihg |\n"u8.ToArray();
        var file = SampleFiles.Read("a.md", text).From(SourceLines.Of(text), WordTables.BuiltIn);

        var message = DocumentMessage.Of("a.md", Assert.Single(file.Warnings), file);

        Assert.Equal("a.md:7:18: warning: \"Hihg\" is not a priority (did you mean High, P2?) [unread-priority]", message.Headline);
        Assert.Equal(["    7 | | Add an alert | Hihg |", "      |                  ^"], message.Below);
    }

    [Fact]
    public void An_ambiguous_day_is_pointed_at()
    {
        var text = "# INC-1: Outage\n\n## Action items\n\n- Tell them, due 03/04/2027\n"u8.ToArray();
        var file = SampleFiles.Read("a.md", text).From(SourceLines.Of(text), WordTables.BuiltIn);

        var message = DocumentMessage.Of("a.md", Assert.Single(file.Problems), file.Source);

        Assert.StartsWith("a.md:5:18: error: ", message.Headline, StringComparison.Ordinal);
        Assert.Equal("- Tell them, due ".Length, message.Source!.Caret);
    }

    private static string[] Lines(string text) => Lines(Encoding.UTF8.GetBytes(text));

    private static string[] Lines(byte[] text)
    {
        var parsed = IncidentParser.Parse(text, TimeZoneInfo.Utc) with { Source = SourceLines.Of(text) };
        return ProblemsText.Of("a.json", parsed).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
