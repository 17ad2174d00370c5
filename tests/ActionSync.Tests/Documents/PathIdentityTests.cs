using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Tests.Documents;

/// <summary>The key of an incident whose document gives it none.</summary>
public sealed class PathIdentityTests
{
    [Theory]
    [InlineData("2024/01/outage.md", "2024.01.outage")]
    [InlineData("outage.md", "outage")]
    [InlineData("v1.2 rollout.md", "v1.2 rollout")]
    [InlineData("2024/noending", "2024.noending")]
    [InlineData("a.b/noending", "a.b.noending")]
    [InlineData("停電/報告.md", "停電.報告")]
    [InlineData("cafe\u0301.md", "caf\u00e9")]
    public void A_path_is_a_key_without_its_ending_and_slashes(string path, string key) => Assert.Equal(key, PathIdentity.KeyOf(path));

    [Theory]
    [InlineData("a\nb.md")]
    [InlineData("a\u202eb.md")]
    [InlineData("---.md")]
    [InlineData(" a.md")]
    [InlineData("a~b.md")]
    public void What_no_key_may_hold_is_changed_and_marked(string path)
    {
        var key = PathIdentity.KeyOf(path);

        Assert.Matches(@"~[0-9a-f]{12}\z", key);
        Assert.DoesNotContain('\n', key);
        Assert.DoesNotContain('\u202e', key);
        Assert.NotEqual(key, PathIdentity.KeyOf($"x{path}"));
    }

    [Fact]
    public void A_long_path_has_a_key_that_a_reference_document_could_have_too()
    {
        var one = PathIdentity.KeyOf($"{new string('a', 3000)}/x.md");

        Assert.InRange(one.Length, 1, 200);
        Assert.NotEqual(one, PathIdentity.KeyOf($"{new string('a', 3000)}/y.md"));
    }

    [Fact]
    public void An_id_that_the_document_gives_stays()
    {
        var incident = Assert.Single(Given("a/b.md", Of("INC-1", "Outage"))).Incident;

        Assert.Equal(("INC-1", null), (incident.Id, incident.Path));
    }

    [Fact]
    public void Several_incidents_of_a_file_are_told_apart_by_their_titles_and_numbers() =>
        Assert.Equal(["a.b.db-down", "a.b.db-down-2", "INC-1", "a.b.mail"],
            Given("a/b.md", Of("", "DB down"), Of("", "db: down"), Of("INC-1", "x"), Of("", "Mail")).Select(document => document.Incident.Id));

    [Fact]
    public void A_text_without_id_and_name_is_refused_with_what_to_do()
    {
        var given = PathIdentity.Give(new ParsedFile([Of("", "Outage")], [], EndsTooEarly: false), File(null));

        Assert.Empty(given.Incidents);
        Assert.Contains("--name", Assert.Single(given.Problems).Wrong, StringComparison.Ordinal);
        Assert.Empty(PathIdentity.Give(new ParsedFile([Of("INC-1", "Outage")], [], EndsTooEarly: false), File(null)).Problems);
    }

    private static IReadOnlyList<IncidentDocument> Given(string path, params IncidentDocument[] documents) =>
        PathIdentity.Give(new ParsedFile(documents, [], EndsTooEarly: false), File(path)).Incidents;

    private static DocumentFile File(string? path) =>
        new("name.md", Encoding.UTF8.GetBytes("x"), ReadingRules.In(TimeZoneInfo.Utc)) { Path = path, NameOption = "--name" };

    private static IncidentDocument Of(string id, string title) =>
        new() { Incident = new IncidentBrief { Id = id, Title = title }, ActionItems = [], Source = default, Ending = ".md" };
}
