using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.NoteFormat;

namespace ActionSync.Tests.Intake;

/// <summary>Texts that are no incident's document are no error, and change nothing.</summary>
public sealed class NoIncidentTests
{
    private static readonly string Template = Of("Title of the incident", null, "TBD");

    [Fact]
    public async Task In_a_tree_nobody_is_told_of_them()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("how-we-write.note", "How we write postmortems\nBe kind.");
        tree.Write("empty-form.note", Template);
        string[] names =
        [
            "README.note", "readme-de.note", "docs/CHANGELOG.note", "postmortem-template.note", "Templates/new.note", "SUMMARY.note",
        ];
        foreach (var name in names)
            tree.Write(name, Of("Looks like one", "2024-01-15", "Do it"));

        Assert.Empty(await tree.PassAsync());

        Assert.Empty(await tree.IncidentsAsync());
        Assert.Empty(Directory.Exists(tree.App.Get<IntakeOptions>().Rejected) ? Directory.GetFiles(tree.App.Get<IntakeOptions>().Rejected) : []);
    }

    [Theory]
    [InlineData("Team rules\nBe kind.", "it has neither a section of action items nor an id, a date or a severity")]
    [InlineData("Title of the incident\nactions:\n- TBD", "a template that nobody has filled in")]
    public async Task In_a_drop_folder_it_is_said_once_and_the_file_stays(string text, string why)
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        var path = tree.Write("a.note", text);

        var left = Assert.IsType<ImportResult.Left>(Assert.Single(await tree.PassAsync()));

        Assert.False(left.MayBeDocument);
        Assert.Contains(why, left.Why, StringComparison.Ordinal);
        Assert.Empty(await tree.PassAsync());
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Once_it_says_what_is_to_be_done_it_is_taken_in()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", Template);
        await tree.PassAsync();

        tree.Write("a.note", Of("Checkout was down", "2024-01-15", "Alert on the queue"));

        Assert.Equal(["a.note"], await tree.TakesInAsync());
    }

    [Theory]
    [InlineData("Checkout was down\ndate: 2024-01-15")]
    [InlineData("Checkout was down\nseverity: SEV1")]
    [InlineData("Checkout was down\nid: INC-7")]
    [InlineData("Checkout was down\nactions:")]
    public async Task Any_of_these_makes_it_an_incident(string text)
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", text);

        Assert.Equal(["a.note"], await tree.TakesInAsync());
    }

    [Theory]
    [InlineData("id: INC-7\nactions:\n- TBD")]
    [InlineData("id: INC-7")]
    [InlineData("actions:\n- TBD")]
    [InlineData("Nothing any more")]
    public async Task A_known_incident_whose_document_says_nothing_of_items_withdraws_none(string rest)
    {
        await using var tree = await NoteTree.OpenAsync();
        var hasId = rest.StartsWith("id", StringComparison.Ordinal);
        tree.Write("a.note", Of("Checkout was down", null, "Alert on the queue") + (hasId ? "\nid: INC-7" : ""));
        await tree.TakesInAsync();

        tree.Write("a.note", $"Checkout was down\n{rest}");
        await tree.PassAsync();

        Assert.Single(await tree.KeysAsync(hasId ? "INC-7" : "a"));
    }

    [Fact]
    public async Task An_empty_section_withdraws()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", Of("Checkout was down", null, "Alert on the queue"));
        await tree.TakesInAsync();

        tree.Write("a.note", Of("Checkout was down", null));
        await tree.TakesInAsync();

        Assert.Empty(await tree.KeysAsync("a"));
    }

    [Fact]
    public async Task Of_several_parts_those_that_are_incidents_are_taken_in()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", $"{Of("Checkout was down", "2024-01-15", "Alert on the queue")}\n===\nNotes for the next meeting");

        await tree.TakesInAsync();

        Assert.Equal(["a"], await tree.IncidentsAsync());
    }
}
