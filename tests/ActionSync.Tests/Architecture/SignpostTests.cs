using System.Text.RegularExpressions;
using ActionSync.Hosting;
using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>
/// What the README files point to is there: links lead to files and headings, named source files exist, and every key of the configuration is explained.
/// </summary>
public sealed partial class SignpostTests
{
    public static TheoryData<string> Pages =>
        ["README.md", "config/README.md", "src/README.md", "tests/README.md",
            .. Directory.EnumerateFiles(At("src/decisions"), "*.md").Select(page => $"src/decisions/{Path.GetFileName(page)}")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_to_a_file_and_to_a_heading_in_it(string page) =>
        Assert.DoesNotContain(Link().Matches(File.ReadAllText(At(page))).Select(link => link.Groups["target"].Value), target => !LeadsSomewhere(page, target));

    [Theory]
    [InlineData("src/README.md", "decisions/README.md", true)]
    [InlineData("src/README.md", "README.md", true)]
    [InlineData("src/README.md", "decisions/0-nothing.md", false)]
    [InlineData("README.md", "config/README.md#every-key", true)]
    [InlineData("README.md", "config/README.md#no-such-heading", false)]
    public void Both_file_and_heading_of_a_link_count(string page, string target, bool leads) => Assert.Equal(leads, LeadsSomewhere(page, target));

    [Theory]
    [InlineData("src/README.md")]
    [InlineData("tests/README.md")]
    public void A_source_file_that_a_page_names_exists(string page)
    {
        var sources = Repository.Sources().Select(source => $"/{source.Path}").ToList();

        Assert.DoesNotContain(
            SourceFile().Matches(File.ReadAllText(At(page))).Select(match => match.Groups["path"].Value),
            path => !sources.Exists(source => source.EndsWith($"/{path}", StringComparison.Ordinal)));
    }

    /// <summary>By its last part, since a table of a section does not repeat the section; a secret's twin goes with the secret.</summary>
    [Fact]
    public void Every_key_of_the_configuration_is_explained()
    {
        var page = File.ReadAllText(At("config/README.md"));
        var explained = Code().Matches(page).SelectMany(match => match.Groups["text"].Value.Split(':')).ToHashSet();

        Assert.DoesNotContain(
            Catalog.Default.Schema().All().Select(key => key.Leaf),
            leaf => !explained.Contains(leaf) && !(leaf.EndsWith("File", StringComparison.Ordinal) && explained.Contains(leaf[..^"File".Length])));
    }

    private static string At(string path) => Path.Combine(Repository.Root, path);

    private static bool LeadsSomewhere(string page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? At(page) : Path.GetFullPath(parts[0], Path.GetDirectoryName(At(page))!);
        return Path.Exists(path)
            && (parts.Length == 1 || Heading().Matches(File.ReadAllText(path)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]));
    }

    /// <summary>As GitHub makes it of a heading: small letters, no punctuation, a dash for each space.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+?)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"`(?<path>[A-Za-z.]+(/[A-Za-z.]+)*\.cs)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"`(?<text>[A-Za-z:]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Code();
}
