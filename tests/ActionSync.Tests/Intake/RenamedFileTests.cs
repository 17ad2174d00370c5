using ActionSync.Intake;
using ActionSync.Testing;
using static ActionSync.Testing.NoteFormat;

namespace ActionSync.Tests.Intake;

/// <summary>Incidents without ids are known by their files, whatever becomes of these.</summary>
public sealed class RenamedFileTests
{
    private static readonly string A = Of("Checkout was down", "2024-01-15", "Alert on the queue", "Write the runbook", "Test the failover");
    private static readonly string B = Of("Mail was late", "2024-02-20", "Add a second relay", "Watch the spool");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_without_an_id_is_known_by_its_path()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("2024/01/checkout.note", A);

        Assert.Equal(["2024/01/checkout.note"], await tree.TakesInAsync());

        Assert.Equal(["2024.01.checkout/alert-on-the-queue", "2024.01.checkout/write-the-runbook", "2024.01.checkout/test-the-failover"],
            await tree.KeysAsync("2024.01.checkout"));
        Assert.Equal("2024/01/checkout.note", (await tree.BriefAsync("2024.01.checkout")).Path);
        Assert.Empty(await tree.PassAsync());
    }

    [Fact]
    public async Task A_renamed_file_keeps_its_incident_and_nothing_is_created_or_withdrawn()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("new/checkout.note", A);
        await tree.TakesInAsync();
        var before = await tree.App.ItemsAsync("new.checkout");

        tree.Move("new/checkout.note", "2024/checkout-outage.note");

        Assert.Equal(["2024/checkout-outage.note"], await tree.TakesInAsync());
        Assert.Equal(["new.checkout"], await tree.IncidentsAsync());
        Assert.Equal(before.Select(item => (item.Key, item.Title)), (await tree.App.ItemsAsync("new.checkout")).Select(item => (item.Key, item.Title)));
        Assert.Equal("2024/checkout-outage.note", (await tree.BriefAsync("new.checkout")).Path);
        Assert.Equal("moved: new.checkout was known as new/checkout.note before; its file is now 2024/checkout-outage.note.",
            (await tree.HistoryAsync("new.checkout"))[^1]);
        Assert.False(File.Exists(tree.Archived("new.checkout", "revision-0002.note")));

        // From now on the new path is the incident's.
        tree.Write("2024/checkout-outage.note", A + "\n- Tell the customers");
        await tree.TakesInAsync();
        Assert.Contains("new.checkout/tell-the-customers", await tree.KeysAsync("new.checkout"));
        Assert.Empty(await tree.PassAsync());
    }

    [Theory]
    [InlineData("Checkout was down", "2024-01-15", "Something else", "And another thing")]
    [InlineData("The shop stood still", "2024-01-16", "Alert on the queue", "Write the runbook", "Something else")]
    [InlineData("The shop stood still", null, "Alert on the queue", "Write the runbook")]
    public async Task Title_and_date_or_more_than_half_of_the_items_tell_a_renamed_file(string title, string? date, params string[] items)
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        File.Delete(Path.Combine(tree.Folder, "a.note"));
        tree.Write("b.note", Of(title, date, items));

        await tree.TakesInAsync();

        Assert.Equal(["a"], await tree.IncidentsAsync());
        Assert.Equal("b.note", (await tree.BriefAsync("a")).Path);
    }

    [Theory]
    [InlineData("Checkout was down", "2024-03-15", "Alert on the queue", "Another", "A third")]
    [InlineData("Checkout was down", null, "Alert on the queue", "Another", "A third")]
    [InlineData("Mail was late", "2024-01-15", "Alert on the queue")]
    public async Task Less_than_that_is_an_incident_of_its_own(string title, string? date, params string[] items)
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        File.Delete(Path.Combine(tree.Folder, "a.note"));
        tree.Write("b.note", Of(title, date, items));

        await tree.TakesInAsync();

        Assert.Equal(["a", "b"], await tree.IncidentsAsync());
    }

    [Fact]
    public async Task An_undated_note_without_items_is_known_by_its_text()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", "Postmortem\nseverity: SEV2\nactions:");
        await tree.TakesInAsync();

        tree.Move("a.note", "b.note");
        await tree.TakesInAsync();

        Assert.Equal(["a"], await tree.IncidentsAsync());
    }

    [Fact]
    public async Task A_copy_is_a_document_of_its_own()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        tree.Write("b.note", A);

        await tree.TakesInAsync();

        Assert.Equal(["a", "b"], await tree.IncidentsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_files_that_swap_their_names_keep_their_incidents(bool otherOrder)
    {
        await using var tree = await NoteTree.OpenAsync();
        var (a, b) = (tree.Write("a.note", A), tree.Write("b.note", B));
        await tree.TakesInAsync();

        tree.Move("a.note", "c.note");
        tree.Move("b.note", "a.note");
        tree.Move("c.note", "b.note");
        File.SetLastWriteTimeUtc(otherOrder ? a : b, new DateTime(2024, 1, 11, 0, 0, 0, DateTimeKind.Utc));
        await tree.TakesInAsync();

        Assert.Equal(["a", "b"], await tree.IncidentsAsync());
        Assert.Equal(("b.note", "a.note"), ((await tree.BriefAsync("a")).Path, (await tree.BriefAsync("b")).Path));
        foreach (var id in (string[])["a", "b"])
            Assert.DoesNotContain(await tree.HistoryAsync(id), line => line.StartsWith("withdrawn", StringComparison.Ordinal));
        Assert.Equal(3, (await tree.App.ItemsAsync("a")).Count);
        Assert.Equal(2, (await tree.App.ItemsAsync("b")).Count);
        Assert.Empty(await tree.PassAsync());
    }

    [Fact]
    public async Task A_name_may_go_on_to_another_file_in_the_same_pass()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        tree.Write("b.note", B);
        await tree.TakesInAsync();

        tree.Move("b.note", "c.note");
        tree.Move("a.note", "b.note");
        await tree.TakesInAsync();

        Assert.Equal(["a", "b"], await tree.IncidentsAsync());
        Assert.Equal(("b.note", "c.note"), ((await tree.BriefAsync("a")).Path, (await tree.BriefAsync("b")).Path));
    }

    [Fact]
    public async Task A_new_file_under_an_old_name_does_not_get_the_old_key()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        tree.Move("a.note", "b.note");
        tree.Write("a.note", B);

        await tree.TakesInAsync();

        Assert.Equal(["a", "a-2"], await tree.IncidentsAsync());
        Assert.Equal(("b.note", "a.note"), ((await tree.BriefAsync("a")).Path, (await tree.BriefAsync("a-2")).Path));
    }

    [Fact]
    public async Task Two_paths_that_would_be_one_key_are_two_incidents()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a/b.note", A);
        tree.Write("a.b.note", B);

        await tree.TakesInAsync();
        Assert.Equal(["a.b", "a.b-2"], await tree.IncidentsAsync());
        tree.Write("a/b.note", A + "\n- One more");
        tree.Write("a.b.note", B + "\n- One more");
        await tree.TakesInAsync();

        Assert.Equal(["a.b", "a.b-2"], await tree.IncidentsAsync());
    }

    [Fact]
    public async Task Several_incidents_of_one_file_are_told_apart_by_their_titles_also_once_it_is_renamed()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("all.note", $"{A}\n===\n{B}");
        await tree.TakesInAsync();
        Assert.Equal(["all.checkout-was-down", "all.mail-was-late"], await tree.IncidentsAsync());

        tree.Move("all.note", "year.note");
        await tree.TakesInAsync();
        tree.Write("year.note", $"{A}\n- One more\n===\n{B}");
        await tree.TakesInAsync();

        Assert.Equal(["all.checkout-was-down", "all.mail-was-late"], await tree.IncidentsAsync());
        Assert.Contains("all.checkout-was-down/one-more", await tree.KeysAsync("all.checkout-was-down"));
    }

    [Fact]
    public async Task In_a_plain_drop_folder_another_name_is_the_same_incident()
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace: false);
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        tree.Write("a final.note", A + "\n- One more");

        await tree.TakesInAsync();

        Assert.Equal(["a"], await tree.IncidentsAsync());
        Assert.Empty(Directory.GetFiles(tree.Folder, "*.note"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_known_file_with_another_title_date_and_other_items_waits_for_a_person(bool keepInPlace)
    {
        await using var tree = await NoteTree.OpenAsync(keepInPlace);
        tree.Write("latest.note", A);
        await tree.TakesInAsync();
        var path = tree.Write("latest.note", B);

        var held = Assert.IsType<ImportResult.Held>(Assert.Single(await tree.PassAsync()));

        Assert.Equal(("latest.note", "latest"), (held.Source, held.Incident));
        Assert.Contains("run actionsync confirm latest", held.Why, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
        Assert.Empty(await tree.PassAsync());
        Assert.Equal(3, (await tree.KeysAsync("latest")).Count);
        var waiting = Assert.Single(await tree.App.Get<HeldDocuments>().AllAsync(Cancel));
        Assert.Equal(("latest", path), (waiting.IncidentId, waiting.File));

        Assert.True(await tree.App.Get<HeldDocuments>().ReleaseAsync("latest", Cancel));
        Assert.False(await tree.App.Get<HeldDocuments>().ReleaseAsync("latest", Cancel));
        await tree.TakesInAsync();

        Assert.Contains("latest/add-a-second-relay", await tree.KeysAsync("latest"));
        Assert.Empty(await tree.App.Get<HeldDocuments>().AllAsync(Cancel));
        Assert.Empty(await tree.PassAsync());
    }

    [Fact]
    public async Task A_word_for_one_version_does_not_count_for_the_next_and_a_file_that_goes_waits_no_more()
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("latest.note", A);
        await tree.TakesInAsync();
        tree.Write("latest.note", B);
        await tree.PassAsync();
        await tree.App.Get<HeldDocuments>().ReleaseAsync("latest", Cancel);

        tree.Write("latest.note", Of("Something else again", "2024-05-05", "One", "Two"));
        Assert.IsType<ImportResult.Held>(Assert.Single(await tree.PassAsync()));
        tree.Move("latest.note", "other.note");
        Assert.Equal(["other.note"], await tree.TakesInAsync());

        Assert.Equal(["latest", "other"], await tree.IncidentsAsync());
        Assert.Empty(await tree.App.Get<HeldDocuments>().AllAsync(Cancel));
    }

    [Theory]
    [InlineData("Checkout was down", "2024-09-09", "Entirely", "Other things")]
    [InlineData("Entirely other", "2024-01-15", "Entirely", "Other things")]
    [InlineData("Entirely other", "2024-09-09", "Alert on the queue", "Other things")]
    public async Task What_is_partly_the_same_is_the_next_revision(string title, string date, params string[] items)
    {
        await using var tree = await NoteTree.OpenAsync();
        tree.Write("a.note", A);
        await tree.TakesInAsync();
        tree.Write("a.note", Of(title, date, items));

        Assert.Equal(["a.note"], await tree.TakesInAsync());

        Assert.Equal(["a"], await tree.IncidentsAsync());
    }
}
