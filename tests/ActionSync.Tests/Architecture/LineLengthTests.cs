using System.Globalization;
using System.Text.RegularExpressions;
using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>No line is longer than <c>.editorconfig</c> says, which editors go by and the compiler does not; a text that fits no line may stay.</summary>
public sealed partial class LineLengthTests
{
    private const int Indent = 4;

    [Fact]
    public void No_line_is_longer_than_the_editor_configuration_says()
    {
        var most = Most();
        var lines = Repository.Sources().SelectMany(file => LongLines(file.Text, most).Select(line => $"{file.Path}:{line}")).ToList();
        Assert.True(lines.Count == 0, $"Lines of more than {most} characters:\n{string.Join('\n', lines)}");
    }

    [Theory]
    [InlineData("var a = First(one) + Second(two);")]
    [InlineData("// A comment of many words that go on.")]
    [InlineData("/// <summary>Words that go on and on.</summary>")]
    [InlineData("Call(\"short\", \"also short\", \"the third\");")]
    [InlineData("CallOfALongName(\"fits on its own line\");")]
    [InlineData("Call($\"{Say(\"one\")}\", $\"{{no hole}}\", '\"', x);")]
    [InlineData("const char C = '\"'; // \"a comment's quotes are no text\"")]
    [InlineData("Call(@\"\\\", @\"\"\"\", first, second, \"\");")]
    public void A_long_line_is_seen(string line) => Assert.Equal([2], LongLines($"// short\n{line}\n", most: 30));

    [Theory]
    [InlineData("Call(one, two, three, four);")]
    [InlineData("    \"one text that is longer than a line\",")]
    [InlineData("    Call(x, $\"{Say(\"one\")} and words, and {more}\");")]
    [InlineData("    [Attribute(@\"one \"\"verbatim\"\" text that is\")]")]
    [InlineData("    Call(\"\"\"a raw \"text\" that is longer\"\"\");")]
    [InlineData("var sql = \"\"\"\n    select one, two, three, four, five\n    \"\"\";")]
    [InlineData("var sql = $\"\"\"\n    select {one}, \"two\", three, four\n    \"\"\";")]
    public void One_text_that_fits_no_line_may_stay(string code) => Assert.Empty(LongLines(code, most: 30));

    private static int Most() => int.Parse(
        Setting().Match(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"))).Groups["most"].ValueSpan, CultureInfo.InvariantCulture);

    private static IEnumerable<int> LongLines(string code, int most)
    {
        var texts = CodeTexts.In(code).ToList();
        var (number, start) = (0, 0);
        foreach (var line in code.Split('\n'))
        {
            number++;
            if (line.Length > most && !texts.Exists(text => CannotBeBroken(line, text.Start.Value - start, text.End.Value - start, most)))
                yield return number;
            start += line.Length + 1;
        }
    }

    /// <summary>The text reaches past the end, with the brackets that close behind it, and would do so at the start of the next line, too.</summary>
    private static bool CannotBeBroken(string line, int from, int to, int most)
    {
        if (from < 0)
            return to > most || to >= line.TrimEnd('"', ')', ']', '}', ',', ';').Length;
        var closed = to >= line.Length ? to : to + line[to..].TakeWhile(c => c is ')' or ']' or '}' or ',' or ';').Count();
        var indent = line.Length - line.TrimStart().Length;
        return from <= most && closed > most && (from == indent || indent + Indent + (closed - from) > most);
    }

    [GeneratedRegex(@"^max_line_length = (?<most>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Setting();
}
