using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Documents.Markdown.Writing;
using ActionSync.Documents.Values;
using ActionSync.Documents.Yaml;

namespace ActionSync.Tests.Documents;

/// <summary>A document that is converted, and converted again, has the same items.</summary>
public sealed class ConversionTests
{
    private static readonly (string Ending, Func<IReadOnlyList<IncidentDocument>, byte[]> Write)[] Writers =
    [
        (".json", JsonDocumentWriter.Write),
        (".yaml", YamlDocumentWriter.Write),
        (".md", InMarkdown),
    ];

    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_keeps_its_items_from_any_format_to_any_other(string name)
    {
        var documents = Read(name, SampleFiles.Bytes(name));
        var items = documents.Select(Items).ToList();

        foreach (var first in Writers)
        {
            var once = Read($"{Path.GetFileNameWithoutExtension(name)}{first.Ending}", first.Write(documents));
            Assert.Equal(items, once.Select(Items));
            foreach (var second in Writers)
                Assert.Equal(items, Read($"{Path.GetFileNameWithoutExtension(name)}{second.Ending}", second.Write(once)).Select(Items));
        }
    }

    [Theory]
    [InlineData("**Incident ID**: INC-77\n\n## Action items\n\n- Add an alert\n", "INC-77")]
    [InlineData("## Action items\n\n- Add an alert\n", "notes")]
    public void A_document_without_a_title_is_written_with_its_key_as_title_and_that_is_told(string text, string key)
    {
        var documents = Read("notes.md", Encoding.UTF8.GetBytes(text));

        Assert.Equal(
            $"The incident has no title there, so \"{key}\" is written as its title.", Assert.Single(JsonDocumentWriter.Filled(documents)));
        foreach (var (ending, write) in Writers[..2])
        {
            var name = $"notes{ending}";
            var again = SampleFiles.Read(name, write(documents));
            Assert.Empty(again.Problems);
            Assert.Equal((key, key), (again.Incidents[0].Incident.Id, again.Incidents[0].Incident.Title));
            Assert.Equal(documents.Select(Items), again.Incidents.Select(Items));
            Assert.Empty(JsonDocumentWriter.Filled(again.Incidents));
        }
    }

    [Theory]
    [InlineData("datadog-incident-todos.json")]
    [InlineData("firehydrant-tickets.json")]
    [InlineData("grafana-incident-tasks.json")]
    [InlineData("incidentio-follow-ups.json")]
    [InlineData("rootly-action-items.json")]
    public void That_the_ids_of_an_exports_items_have_no_place_in_Markdown_is_told(string name)
    {
        var documents = Read(name, SampleFiles.Bytes(name));
        Assert.Contains(documents, document => document.ActionItems!.Any(item => item.Id is not null));

        var written = MarkdownDocumentWriter.Write(documents, ReadingRules.In(TimeZoneInfo.Utc));

        Assert.Single(written.LeftOut, sentence => sentence.StartsWith("The items' own ids are left out", StringComparison.Ordinal));
    }

    private static byte[] InMarkdown(IReadOnlyList<IncidentDocument> documents)
    {
        var written = MarkdownDocumentWriter.Write(documents, ReadingRules.In(TimeZoneInfo.Utc));
        return written.Text ?? throw Xunit.Sdk.FailException.ForFailure(string.Join('\n', written.Problems));
    }

    private static IReadOnlyList<IncidentDocument> Read(string name, byte[] bytes) =>
        PathIdentity.Give(SampleFiles.Read(name, bytes), SampleFiles.FileOf(name, bytes)).Read;

    private static string Items(IncidentDocument document) => string.Join('\n', document.ActionItems?.Select(item => SampleFiles.Reading(item with
    {
        // Markdown has no place for an item's own id, nor for a key beside an address.
        Id = null,
        Ticket = item.Url is null ? item.Ticket : null,
        WrittenDeadline = item.Deadline?.ToWord(),
        Details = [.. item.Details.Select(detail => string.Join(' ', detail.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))],
    })) ?? ["no section"]);
}
