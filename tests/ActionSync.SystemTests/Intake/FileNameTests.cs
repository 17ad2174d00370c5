using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>Names that the system can hold and .NET cannot say, names that are full, and names that are taken.</summary>
public sealed class FileNameTests : IDisposable
{
    private const string Bad = """{"incident": {"id": "INC-9"}}""";

    private readonly Actionsync _actionsync = new();

    [Theory]
    [InlineData(@"caf\351.json", @"caf\xe9.json")]
    [InlineData(@"\202\240\202\242.json", @"\x82\xa0\x82\xa2.json")]
    [InlineData(@"\355\240\200.json", @"\xed\xa0\x80.json")]
    [InlineData(@"\300\257etc.json", @"\xc0\xafetc.json")]
    [InlineData(@"%90s.json", null)]
    public async Task A_name_that_is_not_UTF_8_is_told_with_its_bytes_and_the_others_are_taken_in(string name, string? shown)
    {
        // 90 bytes that become 270 as replacement characters, more than a name may have.
        name = name.Replace("%90s", string.Concat(Enumerable.Repeat(@"\351", 90)), StringComparison.Ordinal);
        shown ??= string.Concat(Enumerable.Repeat(@"\xe9", 90)) + ".json";
        SpecialFiles.Named(_actionsync["data", "inbox"], name, Json("INC-2", "Never seen"));
        _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Equal("INC-1", Assert.Single(await _actionsync.StatusAsync()).GetProperty("incident").GetString());
        Assert.Contains($"{shown} has a name that is not UTF-8", once.Stderr, StringComparison.Ordinal);
        Assert.Contains("is not UTF-8", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
        Assert.Contains("is not UTF-8", (await _actionsync.RunAsync("status")).Exits(0).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_stands_for_a_broken_byte_is_one_like_any_other()
    {
        _actionsync.Drop("\uFFFD.json", Json("INC-1", "Add an alert"));

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(0);

        Assert.Single(_actionsync.Pages);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_actionsync["data", "inbox"]));
    }

    [Theory]
    [InlineData("folder", "folder")]
    [InlineData("link", null)]
    [InlineData(null, "folder")]
    [InlineData(null, "link")]
    [InlineData("pipe", "pipe")]
    public async Task A_name_that_is_taken_in_rejected_by_whatever_it_may_be_gets_a_number(string? document, string? list)
    {
        var outside = _actionsync.Write("outside.txt", "theirs");
        Take("bad.json", document);
        Take("bad.json.problems.txt", list);
        _actionsync.Drop("bad.json", Bad);

        (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);

        Assert.Equal(Bad, File.ReadAllText(_actionsync["data", "rejected", "bad-2.json"]));
        Assert.Contains("incident.title", File.ReadAllText(_actionsync["data", "rejected", "bad-2.json.problems.txt"]), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_actionsync["data", "inbox"]));
        Assert.Equal("theirs", File.ReadAllText(outside));

        void Take(string name, string? kind)
        {
            var path = _actionsync["data", "rejected", name];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (kind == "folder")
                Directory.CreateDirectory(path);
            else if (kind == "pipe")
                SpecialFiles.Pipe(path);
            else if (kind == "link")
                File.CreateSymbolicLink(path, outside);
        }
    }

    [Fact]
    public async Task The_list_of_a_document_that_stays_in_place_is_never_written_through_a_link()
    {
        _actionsync.With("Intake:KeepInPlace", "true");
        var outside = _actionsync.Write("outside.txt", "theirs");
        Directory.CreateDirectory(_actionsync["data", "rejected"]);
        File.CreateSymbolicLink(_actionsync["data", "rejected", "bad.json.problems.txt"], outside);
        _actionsync.Drop("bad.json", Bad);

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(1);

        Assert.Contains("bad-2.json.problems.txt", once.Stderr, StringComparison.Ordinal);
        Assert.Equal("theirs", File.ReadAllText(outside));
    }

    public void Dispose() => _actionsync.Dispose();
}
