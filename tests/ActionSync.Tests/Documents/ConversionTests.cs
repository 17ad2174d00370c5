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

    private static byte[] InMarkdown(IReadOnlyList<IncidentDocument> documents)
    {
        var written = MarkdownDocumentWriter.Write(documents, ReadingRules.In(TimeZoneInfo.Utc));
        return written.Text ?? throw Xunit.Sdk.FailException.ForFailure(string.Join('\n', written.Problems));
    }

    private static IReadOnlyList<IncidentDocument> Read(string name, byte[] bytes) =>
        PathIdentity.Give(SampleFiles.Read(name, bytes), SampleFiles.FileOf(name, bytes)).Incidents;

    private static string Items(IncidentDocument document) => string.Join('\n', document.ActionItems?.Select(item => SampleFiles.Reading(item with
    {
        // Markdown has no place for an item's own id, nor for a key beside an address.
        Id = null,
        Ticket = item.Url is null ? item.Ticket : null,
        WrittenDeadline = item.Deadline?.ToWord(),
        Details = [.. item.Details.Select(detail => string.Join(' ', detail.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))],
    })) ?? ["no section"]);
}
