using System.Text;
using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.NoteFormat;

namespace ActionSync.Tests.Intake;

/// <summary>Documents that come from no file go the way of those that do.</summary>
public sealed class DocumentHandInTests
{
    private static readonly byte[] WithId = Encoding.UTF8.GetBytes(Incident.Json("INC-1", "Write the runbook"));
    private static readonly byte[] Note = Encoding.UTF8.GetBytes(Of("Checkout was down", "2024-01-15", "Write the runbook"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lies_in_the_drop_folder_byte_for_byte_and_is_taken_in_from_there()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);

        var dropped = await DropAsync(tree, "checkout.note", Note);

        Assert.Equal("checkout.note", dropped.Name);
        Assert.Equal(["checkout"], dropped.Incidents);
        Assert.Equal(Note, await File.ReadAllBytesAsync(Path.Combine(tree.Folder, "checkout.note"), Cancel));
        await tree.PassAsync();
        tree.App.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["checkout.note"], await tree.TakesInAsync());
        Assert.Equal(["checkout/write-the-runbook"], await tree.KeysAsync("checkout"));
        Assert.Empty(Directory.GetFiles(tree.Folder));
    }

    [Fact]
    public async Task The_same_bytes_handed_in_twice_lie_there_once()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);

        var first = await DropAsync(tree, "checkout.note", Note);

        Assert.Equal(first.Name, (await DropAsync(tree, "checkout.note", Note)).Name);
        Assert.Single(Directory.GetFiles(tree.Folder));
    }

    [Fact]
    public async Task One_with_an_id_gets_a_number_where_another_document_has_its_name()
    {
        await using var app = await AppFixture.OpenAsync();
        Directory.CreateDirectory(app.Get<DropFolder>().FullPath);
        await File.WriteAllTextAsync(Path.Combine(app.Get<DropFolder>().FullPath, "a.json"), "somebody's", Cancel);

        var dropped = Assert.IsType<HandInOutcome.Dropped>(await app.Get<DocumentHandIn>().DropAsync("a.json", WithId, Cancel));

        Assert.Equal("a-2.json", dropped.Name);
        Assert.Equal("somebody's", await File.ReadAllTextAsync(Path.Combine(app.Get<DropFolder>().FullPath, "a.json"), Cancel));
    }

    [Fact]
    public async Task One_that_its_name_alone_identifies_waits_for_the_other_of_that_name()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        tree.Write("checkout.note", Of("Something else", "2024-03-01", "Another item"));

        var refused = Assert.IsType<HandInOutcome.Refused>(await tree.App.Get<DocumentHandIn>().DropAsync("checkout.note", Note, Cancel));

        Assert.StartsWith("Another document named checkout.note waits in the drop folder.", refused.Why, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(tree.Folder));
    }

    [Theory]
    [InlineData("{", "is not taken in as long as something in it is wrong")]
    [InlineData("""{"incident":{"id":"INC-1","title":"x"},"action_items":[{"title":"x","deadline":"2024-13-40"}]}""", "as long as something in it is wrong")]
    public async Task A_bad_document_is_refused_and_nothing_is_written(string text, string why)
    {
        await using var app = await AppFixture.OpenAsync();

        var refused = Assert.IsType<HandInOutcome.Refused>(await app.Get<DocumentHandIn>().DropAsync("a.json", Encoding.UTF8.GetBytes(text), Cancel));

        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
        Assert.False(await app.Get<DocumentHandIn>().IsThereAsync("a.json", Cancel));
    }

    [Fact]
    public async Task Into_a_folder_that_others_own_nothing_is_put()
    {
        await using var tree = await NoteTree.OpenAsync();

        var refused = Assert.IsType<HandInOutcome.Refused>(await tree.App.Get<DocumentHandIn>().DropAsync("checkout.note", Note, Cancel));

        Assert.Contains("Intake:KeepInPlace", refused.Why, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(tree.Folder));
    }

    [Theory]
    [InlineData("../checkout.note")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(".checkout.note")]
    public async Task Whether_a_file_is_there_is_told_of_documents_of_the_drop_folder_alone(string name)
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        tree.Write("../checkout.note", "outside");
        tree.Write(".checkout.note", "hidden");

        Assert.False(await tree.App.Get<DocumentHandIn>().IsThereAsync(name, Cancel));
    }

    private static async Task<HandInOutcome.Dropped> DropAsync(NoteTree tree, string name, byte[] bytes) =>
        Assert.IsType<HandInOutcome.Dropped>(await tree.App.Get<DocumentHandIn>().DropAsync(name, bytes, Cancel));
}
