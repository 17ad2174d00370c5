using System.Text;
using System.Text.RegularExpressions;

namespace ActionSync.Tests.Documents;

/// <summary>Every document of the folder <c>Samples</c> is read exactly as the file beside it says, also as other editors would save it.</summary>
public sealed partial class SampleReadingTests
{
    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    public static TheoryData<string, string> Words => new()
    {
        { "yaml-reference-shape.yaml", "yaml" },
        { "incidentio-follow-ups.json", "incidentio" },
        { "rootly-action-items.json", "rootly" },
        { "firehydrant-tickets.json", "firehydrant" },
        { "datadog-incident-todos.json", "datadog" },
        { "grafana-incident-tasks.json", "grafana" },
        { "squadcast-postmortem.json", "squadcast" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_read_as_expected(string name) => AssertReads(name, SampleFiles.Bytes(name));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_with_other_line_ends_and_a_mark_before_it_is_read_the_same(string name)
    {
        var text = Encoding.UTF8.GetString(SampleFiles.Bytes(name));
        var windows = text.ReplaceLineEndings("\r\n");
        AssertReads(name, Encoding.UTF8.GetBytes(windows));
        AssertReads(name, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(windows)]);
        AssertReads(name, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("  \n")));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_in_JSON_that_is_indented_by_tabs_is_read_the_same(string name)
    {
        if (name.EndsWith(".json", StringComparison.Ordinal))
            AssertReads(name, Encoding.UTF8.GetBytes(Indentation().Replace(Encoding.UTF8.GetString(SampleFiles.Bytes(name)), "\t")));
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Content_tells_the_format_whatever_the_name(string name, string word)
    {
        Assert.Equal(word, SampleFiles.Format(name, SampleFiles.Bytes(name)).Word);
        Assert.Equal(word, SampleFiles.Format("export.json", SampleFiles.Bytes(name)).Word);
    }

    private static void AssertReads(string name, byte[] bytes)
    {
        var file = SampleFiles.Read(name, bytes);
        var (incidents, problems) = SampleFiles.Expected(name);
        Assert.Equal(problems, file.Problems.Select(problem => $"{problem.Line} {problem.Why}"));
        Assert.Equal(incidents, file.Read.Select(SampleFiles.Reading));
    }

    [GeneratedRegex("^ +", RegexOptions.Multiline, 1000)]
    private static partial Regex Indentation();
}
