using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Fuzz;

/// <summary>Damaged documents, each made from a seed that a failure names; <see cref="FuzzRun"/> says how many.</summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly byte[][] Corpus =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Documents", "Fuzz", "Corpus")).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
        File.ReadAllBytes(Repository.Sample),
    ];

    [Fact]
    public void The_corpus_is_accepted_undamaged() => Assert.All(Corpus, document => Assert.Empty(IncidentParser.Parse(document, TimeZoneInfo.Utc).Problems));

    [Fact]
    public void No_damaged_document_crashes_is_refused_without_a_reason_or_is_read_as_something_else()
    {
        var (count, first) = (FuzzRun.Count(1_000), FuzzRun.First);
        var (accepted, problems, watch) = (0, 0L, Stopwatch.StartNew());
        for (var seed = first; seed < first + count; seed++)
        {
            var text = new Mutator(Corpus, seed).Next();
            try
            {
                var file = IncidentParser.Parse(text, TimeZoneInfo.Utc);
                Check(text, file);
                accepted += file.Problems.Count == 0 ? 1 : 0;
                problems += file.Problems.Count;
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e.Message}\n{Encoding.UTF8.GetString(text)}\n{e}");
            }
        }
        output.WriteLine(
            $"{count:N0} documents in {watch.Elapsed.TotalSeconds:F1} s: {accepted:N0} accepted, {count - accepted:N0} refused with {problems:N0} problems.");
        // Damage that is always refused, or never, would test nothing.
        Assert.InRange(accepted, count / 20, count * 19 / 20);
    }

    private static void Check(byte[] text, ParsedFile file)
    {
        ReadOnlyMemory<byte> bare = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text.AsMemory(3) : text;
        if (file.Problems.Count == 0)
        {
            Assert.False(file.EndsTooEarly);
            SecondReading.AssertAgrees(bare, file.Incidents);
            if (Rewritten(bare) is { } rewritten)
                AssertSame(file, IncidentParser.Parse(rewritten, TimeZoneInfo.Utc));
            return;
        }
        Assert.Empty(file.Incidents);
        var lines = Encoding.UTF8.GetString(bare.Span).Split('\n');
        foreach (var problem in file.Problems)
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            Assert.All([problem.Path, problem.Wrong, problem.Right], Assert.NotEmpty);
            Assert.DoesNotContain(problem.Path + problem.Wrong + problem.Right, char.IsControl);
        }
        if (file.EndsTooEarly)
            Assert.False(SecondReading.IsStrictJson(bare), "complete JSON is said to end too early");
        else if (SecondReading.IsStrictJson(bare) && !SecondReading.SchemaErrors(bare).Any())
            Assert.All(file.Problems, problem => Assert.Matches(BeyondSchema(), problem.Wrong));
    }

    /// <summary>
    /// The same document in other white space and other escapes; null where a field that nobody reads holds half a surrogate pair, which cannot be written.
    /// </summary>
    private static byte[]? Rewritten(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(document.RootElement, Indented);
        }
        catch (Exception e) when (e.InnerException is InvalidOperationException || e is InvalidOperationException)
        {
            return null;
        }
    }

    private static void AssertSame(ParsedFile one, ParsedFile other)
    {
        Assert.Empty(other.Problems);
        foreach (var (a, b) in one.Incidents.Zip(other.Incidents))
        {
            Assert.Equal(a.ActionItems?.Select(SampleFiles.Reading), b.ActionItems?.Select(SampleFiles.Reading));
            Assert.Equal(a.Incident.Participants, b.Incident.Participants);
            Assert.Equal(a.Incident.Impact, b.Incident.Impact);
        }
    }

    /// <summary>What may be wrong with a document that the schema has nothing against.</summary>
    [GeneratedRegex("does not exist|outside the years|no valid time|no valid offset|control character|surrogate pair|a second item|a second document|another spelling|no address|neither a letter|can be seen", RegexOptions.None, 1000)]
    private static partial Regex BeyondSchema();
}
