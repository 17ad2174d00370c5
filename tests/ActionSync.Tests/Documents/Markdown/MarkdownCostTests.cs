using System.Text;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Markdown;

/// <summary>Long postmortems cost time and memory in proportion to their size, whatever stands in them.</summary>
public sealed class MarkdownCostTests
{
    private const int Size = 25_000;

    public static TheoryData<string> Shapes => new(
        Parts.Keys);

    private static readonly Dictionary<string, string> Parts = new()
    {
        ["checkboxes"] = "- [ ] Give every run a key that works once (@oda@example.com) [P1] due: 2026-04-20\n",
        ["nested bullets"] = "- Make sure that alerts exist\n  - for the length of the line\n    - and for payments\n",
        ["table rows"] = "| Keep two copies of the table | ines | [labels#88](https://github.com/acme-example/labels/issues/88) **DONE** |\n",
        ["one paragraph"] = "some **bold** text and a [link](https://example.com/a), ",
        ["lines of one paragraph"] = "some **bold** text and a [link](https://example.com/a)\n",
        ["paragraphs"] = "Some text that is no item.\n\n",
        ["open brackets"] = "[a](",
        ["stars"] = "*a **b ",
        ["headings"] = "### A second machine\n\nWe need one.\n\n",
        ["fields of one entry"] = "Owner: alice, due: 2026-04-20, ",
        ["brackets of one entry"] = "(@alice) [P1] ",
        ["keys of one entry"] = "OPS-12, #13, ",
        ["sections"] = "## Prevention\n\n- Do it\n\n",
        ["incidents"] = "## Map tiles were grey - 2026-06-18\n\n### Action items\n\n- Page earlier\n\n",
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Four_times_the_document_costs_about_four_times_the_work(string shape) =>
        LinearWork.IsDoneBy(text => SampleFiles.Read("long.md", text), Text(shape, Size), Text(shape, Size * LinearWork.Times), shape);

    private static byte[] Text(string shape, int size)
    {
        var text = new StringBuilder(shape == "incidents" ? "" : "# INC-1: A long one\n\n## Action items\n\n");
        if (shape == "table rows")
            text.Append("| Action | Owner | Ticket |\n|---|---|---|\n");
        else if (shape.EndsWith("entry", StringComparison.Ordinal))
            text.Append("- Do it ");
        while (text.Length < size)
            text.Append(Parts[shape]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
