using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Archive;
using ActionSync.Intake;
using ActionSync.Testing;
using ActionSync.Web.Pages.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Web.Pages;

/// <summary>What the page of an incident shows, without the page.</summary>
public sealed class IncidentViewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_items_in_the_document_s_order_what_happened_and_the_document_as_it_came()
    {
        await using var app = await AppFixture.OpenAsync();
        var first = Incident.Json("INC-1", "B", "A");
        await app.TakeInAsync(first);
        await app.VisitAsync();
        var second = Incident.Json("INC-1", "B", "A", "C");
        await app.TakeInAsync(second);

        var view = await FoundAsync(app, "INC-1");

        Assert.Equal([("INC-1/1", "B"), ("INC-1/2", "A"), ("INC-1/3", "C")], view.Items.Select(listed => (listed.Short, listed.Item.Title)));
        Assert.Equal((3L, 0L, 2), (view.ItemCount, view.Closed, view.Incident.Revision));
        Assert.Equal(view.Trace.OrderByDescending(entry => entry.At).Select(entry => entry.At), view.Trace.Select(entry => entry.At));
        Assert.Contains(view.Trace, entry => entry is { Short: "INC-1/3", Text: "New item: C" });
        Assert.Equal((second.ReplaceLineEndings("\n"), 2, true), (view.Text!.Text, view.Text.Revision, view.Text.IsWhole));
        Assert.Equal([2, 1], view.Revisions);
    }

    [Fact]
    public async Task Many_items_and_events_come_a_page_at_a_time_and_none_twice()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Planning.MaxNewItemsPerDocument = 1_000);
        await app.TakeInAsync(Incident.Json("INC-1", [.. Enumerable.Range(1, 130).Select(n => (JsonNode)$"Item {n}")]));

        var (items, page) = (new List<string>(), 1);
        for (IncidentView view; page <= (view = await FoundAsync(app, "INC-1", new IncidentPart(page, null, null))).Pages && page < 10; page++)
        {
            Assert.InRange(view.Items.Count, 1, IncidentViewReader.ItemsAtOnce);
            items.AddRange(view.Items.Select(listed => listed.Item.Title));
        }
        Assert.Equal(Enumerable.Range(1, 130).Select(n => $"Item {n}"), items);
        Assert.Equal(2, (await FoundAsync(app, "INC-1", new IncidentPart(99, null, null))).Page);

        var events = new List<string>();
        long? before = null;
        do
        {
            var view = await FoundAsync(app, "INC-1", new IncidentPart(1, before, null));
            Assert.InRange(view.Trace.Count, 1, IncidentViewReader.EventsAtOnce);
            events.AddRange(view.Trace.Select(entry => $"{entry.Short} {entry.Text}"));
            before = view.Older;
        }
        while (before is not null);
        Assert.Equal((await app.HistoryAsync()).Count, events.Distinct().Count());
        Assert.Equal(["INC-1/130 New item: Item 130", "INC-1/129 New item: Item 129"], events.Take(2));
    }

    [Fact]
    public async Task Of_a_long_document_the_beginning_is_shown_harmless()
    {
        await using var app = await AppFixture.OpenAsync();
        var incident = Incident.Of("INC-1", "A");
        incident["notes"] = $"\u202Eturned \u0007{new string('x', IncidentViewReader.MostText)}";
        await app.TakeInAsync(incident.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        var text = (await FoundAsync(app, "INC-1")).Text!;

        Assert.False(text.IsWhole);
        Assert.InRange(text.Text.Length, IncidentViewReader.MostText - 10, IncidentViewReader.MostText);
        Assert.DoesNotContain('\u202E', text.Text);
    }

    [Fact]
    public async Task Of_a_document_that_cannot_be_read_the_page_says_what_to_do()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", "A"));
        var revision = Path.Combine(app.Get<ArchiveFolder>().FullPath, "INC-1", "revision-0001.json");
        File.Delete(revision);
        File.CreateSymbolicLink(revision, revision);

        var view = await FoundAsync(app, "INC-1");

        Assert.Null(view.Text);
        Assert.Contains("Give the account of actionsync the right to read Intake:Archive.", view.TextProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_archive_the_rest_is_shown()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", "A"));
        Directory.Delete(app.Get<ArchiveFolder>().FullPath, recursive: true);

        var view = await FoundAsync(app, "INC-1");

        Assert.Null(view.Text);
        Assert.Single(view.Items);
    }

    [Theory]
    [InlineData("inc-2024-0142", "INC-2024-0142")]
    [InlineData("INC-2024-0143", "INC-2024-0142")]
    [InlineData("INC-2024", "INC-2024-0142")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    public async Task An_id_that_is_not_there_names_the_nearest(string id, string? nearest)
    {
        await using var app = await AppFixture.OpenAsync();
        foreach (var known in new[] { "A-1", "INC-2024-0142", "Z-9" })
            await app.TakeInAsync(Incident.Json(known, "A"));

        Assert.Equal(new FoundIncident.None(nearest), await FindAsync(app, id));
    }

    [Fact]
    public async Task While_its_document_lies_in_the_drop_folder_it_is_coming()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.Get<DocumentHandIn>().DropAsync("a.json", System.Text.Encoding.UTF8.GetBytes(Incident.Json("INC-1", "A")), Cancel);
        var part = new IncidentPart(1, null, "a.json");

        Assert.Equal(new FoundIncident.Coming("a.json"), await FindAsync(app, "INC-1", part));
        Assert.IsType<FoundIncident.None>(await FindAsync(app, "INC-1"));

        await app.TakeInAsync(Incident.Json("INC-1", "A"));
        Assert.Equal("a.json", (await FoundAsync(app, "INC-1", part)).Coming);
        File.Delete(Path.Combine(app.Get<DropFolder>().FullPath, "a.json"));
        Assert.Null((await FoundAsync(app, "INC-1", part)).Coming);
    }

    private static async Task<IncidentView> FoundAsync(AppFixture app, string id, IncidentPart? part = null) =>
        Assert.IsType<FoundIncident.One>(await FindAsync(app, id, part)).View;

    private static Task<FoundIncident> FindAsync(AppFixture app, string id, IncidentPart? part = null) =>
        ActivatorUtilities.CreateInstance<IncidentViewReader>(app.Get<IServiceProvider>()).FindAsync(id, part ?? new IncidentPart(1, null, null), Cancel);
}
