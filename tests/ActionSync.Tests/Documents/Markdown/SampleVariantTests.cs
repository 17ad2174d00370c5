using System.Globalization;
using System.Text;

namespace ActionSync.Tests.Documents.Markdown;

/// <summary>The samples in Markdown as other people would have typed them: nothing of their reading changes.</summary>
public sealed class SampleVariantTests
{
    private const int Width = 60;

    public static TheoryData<string> Samples => [.. SampleFiles.Names.Where(name => name.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Tabs_for_indents_change_nothing(string name) => AssertSame(name, line => Indented(line, "\t"));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Spaces_that_do_not_break_change_nothing(string name) => AssertSame(name, line => Inner(line).Replace(' ', '\u00A0') is var inner
        ? line[..(line.Length - Inner(line).Length)] + inner
        : line);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Blanks_behind_a_line_change_nothing(string name) => AssertSame(name, line => line + " \t");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Headings_of_another_level_change_nothing(string name) =>
        AssertSame(name, line => line.StartsWith('#') && line.Contains("# ", StringComparison.Ordinal) ? $"#{line}" : line);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Quotes_of_a_word_processor_stay_as_they_are(string name)
    {
        var lines = Lines(name);
        var changed = Body(lines, line => line.Replace('\'', '’'));
        var file = SampleFiles.Read(name, Bytes(changed));
        Assert.Equal(SampleFiles.Expected(name).Incidents.Select(Straight), file.Read.Select(SampleFiles.Reading).Select(Straight));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Columns_in_another_order_change_nothing(string name)
    {
        var isBehindHeading = false;
        AssertSame(name, line =>
        {
            // Before it, a table of two columns names a fact and tells it.
            isBehindHeading |= line.StartsWith('#')
                && (line.Contains("Action", StringComparison.Ordinal) || line.Contains("Measures", StringComparison.Ordinal));
            return isBehindHeading && IsRow(line) ? Turned(line) : line;
        });
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Wrapped_lines_change_only_where_things_stand(string name)
    {
        var wrapped = new List<string>();
        var places = new Dictionary<int, int>();
        var lines = Lines(name);
        var start = BodyStart(lines);
        var isCode = false;
        for (var n = 0; n < lines.Length; n++)
        {
            places[n + 1] = wrapped.Count + 1;
            isCode ^= lines[n].TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (n < start || isCode || !MayWrap(lines[n]))
                wrapped.Add(lines[n]);
            else
                wrapped.AddRange(Wrapped(lines[n]));
        }
        var file = SampleFiles.Read(name, Bytes(wrapped));
        Assert.Equal(SampleFiles.Expected(name).Incidents.Select(text => Moved(text, places)), file.Read.Select(SampleFiles.Reading));
    }

    private static void AssertSame(string name, Func<string, string> change)
    {
        var file = SampleFiles.Read(name, Bytes(Body(Lines(name), change)));
        var (incidents, problems) = SampleFiles.Expected(name);
        Assert.Equal(incidents, file.Read.Select(SampleFiles.Reading));
        Assert.Equal(problems, file.Problems.Select(problem => $"{problem.Line} {problem.Why}"));
    }

    private static string[] Lines(string name) => Encoding.UTF8.GetString(SampleFiles.Bytes(name)).TrimEnd('\n').Split('\n');

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    /// <summary>The lines, those behind the front matter and outside of code changed.</summary>
    private static IEnumerable<string> Body(string[] lines, Func<string, string> change)
    {
        var start = BodyStart(lines);
        var isCode = false;
        for (var n = 0; n < lines.Length; n++)
        {
            isCode ^= lines[n].TrimStart().StartsWith("```", StringComparison.Ordinal);
            yield return n < start || isCode ? lines[n] : change(lines[n]);
        }
    }

    private static int BodyStart(string[] lines) =>
        lines[0] is "---" or "+++" ? Array.FindIndex(lines, 1, line => line == lines[0]) + 1 : 0;

    private static string Indented(string line, string sign)
    {
        var blanks = line.Length - line.TrimStart(' ').Length;
        return blanks == 4 ? sign + line.TrimStart(' ') : line;
    }

    /// <summary>The text behind the signs at a line's beginning.</summary>
    private static string Inner(string line)
    {
        var text = line.TrimStart();
        foreach (var sign in new[] { "- [ ] ", "- [x] ", "- [X] ", "- ", "* ", "### ", "## ", "# ", "> - [ ] " })
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
                return text[sign.Length..];
        }
        return text.Length > 0 && char.IsDigit(text[0]) && text.IndexOf(". ", StringComparison.Ordinal) is > 0 and < 3 and var dot ? text[(dot + 2)..]
            : text.StartsWith('|') || text.StartsWith('[') || text.Contains(" | ", StringComparison.Ordinal) || text.Contains("- |", StringComparison.Ordinal)
                ? ""
            : text;
    }

    private static bool IsRow(string line) => line.Count(c => c == '|') - line.Split("\\|").Length + 1 >= 3;

    private static string Turned(string line)
    {
        var row = line.Trim().Replace("\\|", "\u0001");
        var cells = (row.StartsWith('|') ? row.Trim('|') : row).Split('|');
        return $"|{string.Join('|', cells.Reverse())}|".Replace("\u0001", "\\|");
    }

    private static bool MayWrap(string line) =>
        line.Length > Width && !IsRow(line) && line.TrimStart() is var text && text[0] is not ('#' or '|' or '>' or '<')
            && !text.StartsWith('[')
            && !line.Contains("<br>", StringComparison.Ordinal) && !line.Contains("---", StringComparison.Ordinal)
            && !text.StartsWith("**Sev", StringComparison.Ordinal)
            && !text.StartsWith("- **Sev", StringComparison.Ordinal) && !line.Contains(" | ", StringComparison.Ordinal);

    private static IEnumerable<string> Wrapped(string line)
    {
        var indent = new string(' ', line.Length - Inner(line).Length);
        var current = new StringBuilder(line[..(line.Length - Inner(line).Length)]);
        var isFirst = true;
        foreach (var word in Inner(line).Split(' '))
        {
            if (!isFirst && current.Length + word.Length + 1 > Width && char.IsLetter(word[0]))
            {
                yield return current.ToString();
                current.Clear().Append(indent).Append(word);
            }
            else
                current.Append(isFirst ? "" : " ").Append(word);
            isFirst = false;
        }
        yield return current.ToString();
    }

    private static string Moved(string text, Dictionary<int, int> places) => string.Join('\n', text.Split('\n').Select(line =>
        line.Split(' ') is ["warning", var number, var why] ? $"warning {places[int.Parse(number, CultureInfo.InvariantCulture)]} {why}" : line));

    private static string Straight(string text) => text.Replace("\\u2019", "'").Replace("\\u0027", "'").Replace('’', '\'');
}
