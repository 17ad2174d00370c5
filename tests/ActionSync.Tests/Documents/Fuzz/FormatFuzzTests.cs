using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActionSync.Documents;
using ActionSync.Hosting;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Fuzz;

/// <summary>
/// Damaged documents of every format but the reference shape in JSON, which <see cref="FuzzTests"/> has: whatever the damage, reading ends soon, without an
/// exception, and gives nothing that the text does not say.
/// </summary>
public sealed partial class FormatFuzzTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private const string OddYaml = """
        %YAML 1.2
        ---
        incident: &i
          id: "INC\u002d7"
          title: >
            Folded and

            broken
          service: !!str yes
          affected_services: [a, 'b', "c", ~]
        impact: {users: 12, lost: false, ? regions : [eu, us]}
        resolution:
          root_cause: |2-
              kept
            as is
        action_items:
        - &first {title: One thing, owner: &who bo@b.c, priority: P1}
        - title: 'Another: thing'
          owner: *who
          deadline: 2026-05-31T17:00:00+02:00
          details:
          - Why.
          - "How:\n slowly"
        ...
        ---
        - incident: {id: I-8, title: T}
        """;

    public static TheoryData<string> Words =>
        [.. Catalog.Default.Formats.Select(format => format.Word).Where(word => word is not ("json" or "markdown") && Corpus(word).Count > 0)];

    [Theory]
    [MemberData(nameof(Words))]
    public void Damage_never_crashes_a_reader_and_makes_no_item_that_the_text_does_not_hold(string word)
    {
        var (count, first, corpus) = (FuzzRun.Count(300), FuzzRun.First, Corpus(word));
        var format = Catalog.Default.Formats.Single(format => format.Word == word);
        var (accepted, slowest) = (0, TimeSpan.Zero);
        for (var seed = first; seed < first + count; seed++)
        {
            var text = new Mutator(corpus, seed).Next();
            var watch = Stopwatch.StartNew();
            try
            {
                _ = format.Holds?.Invoke(SampleFiles.FileOf("a", text));
                var file = format.Read(SampleFiles.FileOf("a", text));
                var took = watch.Elapsed;
                // A busy machine may hold up one reading; it does not hold up the same one twice.
                if (took > Longest)
                    took = Again(format, text);
                slowest = took > slowest ? took : slowest;
                Check(format, text, file);
                accepted += file.Problems.Count == 0 ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e.Message}\n{Encoding.UTF8.GetString(text)}\n{e}");
            }
        }
        output.WriteLine($"{word}: {count:N0} documents, {accepted:N0} accepted, the slowest in {slowest.TotalMilliseconds:F1} ms.");
        Assert.InRange(accepted, count / 50, count * 49 / 50);
        Assert.InRange(slowest, TimeSpan.Zero, Longest);
    }

    private static TimeSpan Again(DocumentFormat format, byte[] text)
    {
        var watch = Stopwatch.StartNew();
        format.Read(SampleFiles.FileOf("a", text));
        return watch.Elapsed;
    }

    private static void Check(DocumentFormat format, byte[] text, ParsedFile file)
    {
        if (file.Problems.Count > 0)
        {
            Assert.Empty(file.Incidents);
            AssertPlaces(text, file.Problems);
            return;
        }
        Assert.False(file.EndsTooEarly);
        Assert.Equal(file.Incidents.Count, file.Incidents.Select(document => document.Incident.Id).Distinct(StringComparer.Ordinal).Count());
        var said = Said(text);
        foreach (var document in file.Incidents)
        {
            var items = document.ActionItems ?? [];
            Assert.Equal(items.Count, items.Select(ItemIdentity.Of).Distinct().Count());
            Assert.All(items, item =>
            {
                Assert.InRange(item.Title.EnumerateRunes().Count(), 1, 1_000);
                Assert.DoesNotContain(item.Title, char.IsControl);
                Assert.Contains(Letters(item.Title), said, StringComparison.Ordinal);
                Assert.InRange(item.Line, 1, text.Count(b => b == '\n') + 1);
            });
            Assert.All(document.Warnings, warning => Assert.InRange(warning.Line, 1, text.Count(b => b == '\n') + 1));
            AssertReadsAgain(format, document);
        }
    }

    private static void AssertReadsAgain(DocumentFormat format, IncidentDocument document)
    {
        var again = (document.Ending == ".json" && format.Word == "yaml" ? Catalog.Default.Formats[0] : format)
            .Read(SampleFiles.FileOf("a", document.Source));
        var one = Assert.Single(again.Incidents);
        Assert.Equal(document.ActionItems?.Select(SampleFiles.Reading), one.ActionItems?.Select(SampleFiles.Reading));
        Assert.Equal(document.Fingerprint, one.Fingerprint);
    }

    private static void AssertPlaces(byte[] text, IReadOnlyList<Problem> problems)
    {
        var lines = Encoding.UTF8.GetString(text).Split('\n');
        Assert.All(problems, problem =>
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            Assert.All([problem.Path, problem.Wrong, problem.Right], Assert.NotEmpty);
            Assert.DoesNotContain(problem.Path + problem.Wrong + problem.Right, char.IsControl);
        });
    }

    /// <summary>All letters and digits of a text, whatever stands between them.</summary>
    private static string Said(byte[] text)
    {
        try
        {
            using var json = JsonDocument.Parse(text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text.AsMemory(3) : text);
            return string.Concat(Texts(json.RootElement).Select(Letters));
        }
        catch (JsonException)
        {
            // In double quotes an escape is a character, elsewhere it is what it looks like.
            var yaml = Encoding.UTF8.GetString(text);
            return $"{Letters(yaml)} {Letters(Escape().Replace(yaml, ""))}";
        }
    }

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|[a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [Text(value)],
        _ => [value.GetRawText()],
    };

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static IReadOnlyList<byte[]> Corpus(string word) =>
    [
        .. SampleFiles.Names.Where(name => SampleFiles.Format(name, SampleFiles.Bytes(name)).Word == word).Select(SampleFiles.Bytes),
        .. word == "yaml" ? [Encoding.UTF8.GetBytes(OddYaml)] : Array.Empty<byte[]>(),
    ];
}
