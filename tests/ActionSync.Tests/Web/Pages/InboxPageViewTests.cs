using System.Text;
using ActionSync.Intake;
using ActionSync.Testing;
using ActionSync.Web.Pages.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Web.Pages;

/// <summary>What the page of the drop folder shows, without the page.</summary>
public sealed class InboxPageViewTests
{
    private const string Bad = """
        {
          "incident": { "id": "INC-9", "title": "Broken" },
          "action_items": [
            { "title": "Do it", "deadline": "2024-13-40" }
          ]
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_anything_was_dropped_it_says_so()
    {
        await using var app = await AppFixture.OpenAsync();

        var view = await ReadAsync(app);

        Assert.True(view.IsNew);
        Assert.Null(view.WhyClosed);
        Assert.Equal(app.Get<DropFolder>().FullPath, view.Folder);
    }

    [Fact]
    public async Task What_was_taken_in_is_named_the_latest_first_with_its_items()
    {
        await using var app = await AppFixture.OpenAsync();
        await app.TakeInAsync(Incident.Json("INC-1", "A", "B"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.TakeInAsync(Incident.Json("INC-2", "C"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.TakeInAsync(Incident.Json("INC-1", "A", "B", "D"));

        var view = await ReadAsync(app);

        Assert.Equal(
            [
                ("INC-1", "Outage INC-1", 2, "test.json", 3L),
                ("INC-2", "Outage INC-2", 1, "test.json", 1L),
                ("INC-1", "Outage INC-1", 1, "test.json", 3L),
            ],
            view.TakenIn.Select(document => (document.Incident, document.Title, document.Revision, document.Source, document.Items)));
    }

    [Fact]
    public async Task Of_what_was_rejected_the_problems_stand_with_the_text_at_their_line()
    {
        await using var app = await AppFixture.OpenAsync();
        await DropAsync(app, "bad.json", Bad);

        var rejected = Assert.Single((await ReadAsync(app)).Rejected);

        Assert.Equal("bad.json", rejected.Name);
        var problem = rejected.Messages.Single(message => message.Level == "error");
        Assert.Equal("line 4", problem.Place);
        Assert.Equal("\"2024-13-40\"", problem.Lines.Single(line => line.Number == 4).Mark);
        Assert.Equal([2, 3, 4, 5, 6], problem.Lines.Select(line => line.Number));
    }

    [Fact]
    public async Task A_rejected_document_that_cannot_be_read_any_more_shows_its_list_and_one_that_was_superseded_nothing()
    {
        await using var app = await AppFixture.OpenAsync();
        await DropAsync(app, "bad.json", Bad);
        File.Delete(Path.Combine(app.Get<RejectedFolder>().FullPath, "bad.json"));

        var listed = Assert.Single((await ReadAsync(app)).Rejected);

        Assert.Empty(listed.Messages);
        Assert.Contains("2024-13-40", listed.Text, StringComparison.Ordinal);

        await DropAsync(app, "bad.json", Incident.Json("INC-9", "Do it"));
        Assert.Equal((0, 0), ((await ReadAsync(app)).RejectedCount, (await ReadAsync(app)).Rejected.Count));
    }

    [Fact]
    public async Task Many_rejected_documents_are_shown_a_few_at_a_time()
    {
        await using var app = await AppFixture.OpenAsync();
        for (var n = 0; n < InboxPageReader.RejectedAtOnce + 2; n++)
            Drop(app, $"bad{n}.json", Bad);
        await PassAsync(app);

        var (first, second) = (await ReadAsync(app), await ReadAsync(app, InboxPageReader.RejectedAtOnce));

        Assert.Equal(InboxPageReader.RejectedAtOnce + 2, first.RejectedCount);
        Assert.Equal(InboxPageReader.RejectedAtOnce, first.Rejected.Count);
        Assert.Equal(2, second.Rejected.Count);
        Assert.Equal(first.RejectedCount, first.Rejected.Concat(second.Rejected).Select(document => document.Name).Distinct().Count());
    }

    [Fact]
    public async Task What_lies_in_the_folder_is_named_with_why_it_waits()
    {
        await using var app = await AppFixture.OpenAsync();
        await DropAsync(app, "rules.md", "# How we write\n\nBe kind.\n");
        Drop(app, "new.json", Incident.Json("INC-1", "A"));
        await DropAsync(app, "half.json", "{\"incident\": {\"id\": \"INC-2\"");
        Drop(app, "new.json", Incident.Json("INC-1", "A"));
        Directory.CreateSymbolicLink(Path.Combine(app.Get<DropFolder>().FullPath, "linked.json"), "/nowhere");

        var waiting = (await ReadAsync(app)).Waiting.Files.ToDictionary(file => file.Name, file => file.Why);

        Assert.Contains("is no incident", waiting["rules.md"], StringComparison.Ordinal);
        Assert.Contains("ends too early", waiting["half.json"], StringComparison.Ordinal);
        Assert.Contains("once nobody has written to it", waiting["new.json"], StringComparison.Ordinal);
        Assert.Contains("is a link", waiting["linked.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_a_person_is_named_and_goes_on_with_their_word()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Planning.MaxNewItemsPerDocument = 1);
        await app.TakeInAsync(Incident.Json("INC-1", "A", "B", "C"));

        var waiting = Assert.Single((await ReadAsync(app)).ToConfirm);

        Assert.Equal("INC-1", waiting.Incident);
        Assert.StartsWith("3 new items get no issue yet", waiting.Text, StringComparison.Ordinal);
        await Make<InboxActs>(app).ConfirmAsync("INC-1", "page:local", Cancel);
        Assert.Empty((await ReadAsync(app)).ToConfirm);
        Assert.DoesNotContain(await app.ItemsAsync(), item => item.IsHeld);
    }

    [Fact]
    public async Task What_is_counted_as_waiting_is_what_the_command_line_names()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Planning.MaxNewItemsPerDocument = 1);
        await app.TakeInAsync(Incident.Json("INC-2", "A", "B"));
        await app.TakeInAsync(Incident.Json("INC-1", "A", "B", "C"));
        await using var work = await app.Ledger.ReadAsync(Cancel);

        var told = AwaitingConfirmation.Of(await work.Items.HeldAsync(Cancel));

        Assert.Equal(
            told.OrderBy(waiting => waiting.Subject, StringComparer.Ordinal),
            (await HeldItems.CountAsync(work, 50, Cancel)).Select(AwaitingConfirmation.Of));
    }

    [Fact]
    public async Task Where_documents_stay_in_place_nothing_can_be_handed_in()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Intake.KeepInPlace = true);

        Assert.Contains("Intake:KeepInPlace", (await ReadAsync(app)).WhyClosed, StringComparison.Ordinal);
    }

    private static T Make<T>(AppFixture app) => ActivatorUtilities.CreateInstance<T>(app.Get<IServiceProvider>());

    private static Task<InboxPageView> ReadAsync(AppFixture app, int skip = 0) => Make<InboxPageReader>(app).ReadAsync(skip, Cancel);

    private static void Drop(AppFixture app, string name, string text)
    {
        Directory.CreateDirectory(app.Get<DropFolder>().FullPath);
        File.WriteAllText(Path.Combine(app.Get<DropFolder>().FullPath, name), text, new UTF8Encoding(false));
    }

    private static async Task DropAsync(AppFixture app, string name, string text)
    {
        Drop(app, name, text);
        await PassAsync(app);
    }

    /// <summary>Two looks, with the settling time between.</summary>
    private static async Task PassAsync(AppFixture app)
    {
        await app.Get<InboxPass>().RunAsync(_ => { }, Cancel);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.Get<InboxPass>().RunAsync(_ => { }, Cancel);
    }
}
