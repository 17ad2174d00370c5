using System.Text;
using ActionSync.Intake;
using ActionSync.Testing;

namespace ActionSync.Tests.Intake;

/// <summary>What a document is called that comes from no file, row by row.</summary>
public sealed class HandInNameTests(HandInNameTests.Names names) : IClassFixture<HandInNameTests.Names>
{
    private const string Json = """{"incident":{"id":"INC-1","title":"Down"},"action_items":[]}""";

    [Theory]
    [InlineData("INC-1.json", "INC-1.json")]
    [InlineData("Checkout was down.md", "Checkout was down.md")]
    [InlineData("C:\\Users\\me\\INC-1.json", "INC-1.json")]
    [InlineData("a/b/INC-1.json", "INC-1.json")]
    [InlineData("REPORT.JSON", "REPORT.json")]
    [InlineData("Ausfall Zürich.yaml", "Ausfall Zürich.yaml")]
    public void A_document_s_name_is_kept_without_its_folders(string given, string name) => Assert.Equal(name, names.Of(given, Json));

    [Theory]
    [InlineData("../../etc/cron.d/evil.json")]
    [InlineData("..\\..\\evil.json")]
    [InlineData(".hidden.json")]
    [InlineData("~lock.json")]
    [InlineData("CON.json")]
    [InlineData("a\u0000b.json")]
    [InlineData("a\nb.json")]
    [InlineData("\u202Enosj.json")]
    [InlineData("<script>alert(1)</script>.json")]
    [InlineData(".json")]
    [InlineData("....json")]
    [InlineData("😀.json")]
    public void A_hostile_name_becomes_a_document_s_name_in_the_folder_itself(string given) => IsHarmless(names.Of(given, Json));

    [Fact]
    public void A_name_that_is_too_long_is_cut_and_still_tells_two_documents_apart()
    {
        var (first, second) = (names.Of(new string('a', 300) + "1.json", Json), names.Of(new string('a', 300) + "2.json", Json));

        IsHarmless(first);
        IsHarmless(second);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("incident", Json, "incident.json")]
    [InlineData("incident.txt", Json, "incident.txt.json")]
    [InlineData("upload.tmp", Json, "upload.tmp.json")]
    [InlineData("notes.txt", "# Checkout was down\n\n## Action items\n\n- Write the runbook\n", "notes.txt.md")]
    [InlineData("", Json, "document~")]
    [InlineData(null, Json, "document~")]
    public void Without_a_document_s_ending_its_text_tells_which_it_gets(string? given, string text, string begins) =>
        Assert.StartsWith(begins, names.Of(given, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("photo.png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D })]
    [InlineData("letter.doc", new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })]
    [InlineData("text.txt", new byte[] { 0xFF, 0xFE, 0x41, 0x00 })]
    public void What_is_no_text_gets_none(string given, byte[] bytes) => Assert.Null(names.App.Get<HandInName>().Of(given, bytes));

    [Fact]
    public async Task Where_the_drop_folder_takes_no_such_name_it_gets_none()
    {
        await using var app = await AppFixture.OpenAsync(options => options.Intake.Include = ["**/incident-*.json"]);

        Assert.Equal("incident-1.json", app.Get<HandInName>().Of("incident-1.json", Encoding.UTF8.GetBytes(Json)));
        Assert.Null(app.Get<HandInName>().Of("other.json", Encoding.UTF8.GetBytes(Json)));
    }

    private static void IsHarmless(string? name)
    {
        Assert.NotNull(name);
        Assert.EndsWith(".json", name, StringComparison.Ordinal);
        Assert.Equal(name, Path.GetFileName(name));
        Assert.DoesNotContain(name, character => char.IsControl(character) || character is '/' or '\\' or '<' or '>' or '\u202E');
        Assert.False(DocumentNames.IsOfATool(name), name);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 6, 120);
    }

    public sealed class Names : IAsyncLifetime
    {
        internal AppFixture App { get; private set; } = null!;

        public string? Of(string? given, string text) => App.Get<HandInName>().Of(given, Encoding.UTF8.GetBytes(text));

        public async ValueTask InitializeAsync() => App = await AppFixture.OpenAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
