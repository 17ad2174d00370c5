using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Intake;

/// <summary>What is no regular file is neither waited for nor read nor written through, wherever its path comes from.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task A_pipe_in_the_drop_folder_is_named_and_the_document_beside_it_taken_in()
    {
        SpecialFiles.Pipe(_actionsync["data", "inbox", "p.json"]);
        SpecialFiles.Socket(_actionsync["data", "inbox", "s.json"]);
        _actionsync.Drop("good.json", Json("INC-1", "Add an alert"));

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Single(_actionsync.Pages);
        Assert.Contains("p.json is a pipe", once.Stderr, StringComparison.Ordinal);
        Assert.Contains("s.json is a socket", once.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_alone_anywhere_is_named_by_log_doctor_and_status()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Directory.CreateDirectory(_actionsync["data", "inbox", "folder"]);
        _actionsync.Write("data/inbox/notes.txt", "mine");
        SpecialFiles.Pipe(_actionsync["data", "inbox", "p.json"]);
        SpecialFiles.Pipe(_actionsync["data", "board", "p.md"]);
        SpecialFiles.Sparse(_actionsync["data", "board", "video.md"], 10L << 30);
        SpecialFiles.Named(_actionsync["data", "board"], @"caf\351.md", "x");
        File.CreateSymbolicLink(_actionsync["data", "board", "everything"], "/");
        SpecialFiles.Socket(_actionsync["data", "archive", "s.json"]);
        string[] sentences =
        [
            "folder is a folder", "notes.txt does not have the name of a document", "p.json is a pipe", "p.md is a pipe",
            "video.md  the file has 10,737,418,240 bytes",
            @"caf\xe9.md has a name that is not UTF-8", "everything is a link", "s.json is a socket",
        ];

        var status = (await _actionsync.RunAsync("status", "--json")).Exits(0);
        Assert.Single(System.Text.Json.JsonDocument.Parse(status.Stdout).RootElement.EnumerateArray());
        var (table, doctor) = ((await _actionsync.RunAsync("status")).Exits(0), (await _actionsync.RunAsync("doctor")).Exits(1));
        var worker = await _actionsync.StartWorkerAsync();
        foreach (var sentence in sentences)
        {
            Assert.Single(status.Stderr.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal));
            Assert.Single(table.Stderr.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal));
            Assert.Single(doctor.Stdout.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal));
            await Eventually.IsTrue(() => worker.Stderr.Contains(sentence, StringComparison.Ordinal), $"the log says: {sentence}");
        }
        worker.Terminate();
        (await worker.EndAsync()).Exits(0);
    }

    [Fact]
    public async Task A_drop_folder_that_cannot_be_looked_at_hides_nothing_of_the_archive()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        Directory.Delete(_actionsync["data", "inbox"], recursive: true);
        _actionsync.Write("data/inbox", "no folder");
        SpecialFiles.Pipe(_actionsync["data", "archive", "pipe"]);

        var doctor = (await _actionsync.RunAsync("doctor")).Exits(1).Stdout;

        Assert.Contains("inbox cannot be looked at", doctor, StringComparison.Ordinal);
        Assert.Contains("pipe is a pipe", doctor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Behind_a_link_limit_and_patience_are_those_of_the_file_that_it_leads_to(bool keepInPlace)
    {
        var document = Json("INC-1", "Add an alert");
        SpecialFiles.Sparse(_actionsync["data", "big"], 900L << 20);
        _actionsync.Write("data/part", document[..60]);
        SpecialFiles.OldLink(_actionsync["data", "inbox", "big.json"], "../big");
        SpecialFiles.OldLink(_actionsync["data", "inbox", "d.json"], "../part");
        _actionsync.With("Intake:KeepInPlace", keepInPlace ? "true" : "false").Limited(96);

        var once = await _actionsync.RunAsync("once", "--no-remind");
        File.WriteAllText(_actionsync["data", "part"], document);
        await _actionsync.RunAsync("once", "--no-remind");

        Assert.Contains(keepInPlace ? "Intake:MaxFileBytes" : "big.json is a link", once.Stderr, StringComparison.Ordinal);
        Assert.Contains(keepInPlace ? "d.json: it ends too early" : "d.json is a link", once.Stderr, StringComparison.Ordinal);
        Assert.Equal(keepInPlace ? 1 : 0, _actionsync.Pages.Count);
        Assert.All(["big.json", "d.json"], name => Assert.True(File.Exists(_actionsync["data", "inbox", name])));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("plan")]
    [InlineData("once")]
    public async Task A_command_does_not_wait_for_a_pipe_that_it_is_given_and_reads_no_device_to_the_end(string command)
    {
        var ran = (await _actionsync.RunAsync(
            command, SpecialFiles.Pipe(_actionsync["p.json"]), "/dev/zero", SpecialFiles.Sparse(_actionsync["big.json"], 3L << 30))).Exits(1);

        Assert.Contains("is a pipe", ran.Stderr, StringComparison.Ordinal);
        Assert.Contains("is a device", ran.Stderr, StringComparison.Ordinal);
        // What check finds of a document is its result.
        Assert.Contains("Intake:MaxFileBytes", command == "check" ? ran.Stdout : ran.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_follows_the_link_that_it_is_given()
    {
        var link = _actionsync["link.json"];
        File.CreateSymbolicLink(link, _actionsync.Write("whole.json", Json("INC-1", "Add an alert")));

        (await _actionsync.RunAsync("once", "--no-remind", link)).Exits(0);

        Assert.Single(_actionsync.Pages);
    }

    [Theory]
    [InlineData("pipe", "is a pipe")]
    [InlineData("/dev/zero", "is a device")]
    [InlineData("large", "that is no secret")]
    public async Task A_secret_that_is_no_small_file_is_an_error_at_start_and_no_wait(string secret, string said)
    {
        if (secret == "pipe")
            SpecialFiles.Pipe(_actionsync["pipe"]);
        if (secret == "large")
            SpecialFiles.Sparse(_actionsync["large"], 10L << 30);
        _actionsync.With("Channels:Slack:TokenFile", secret.StartsWith('/') ? secret : _actionsync[secret]);

        Assert.Contains(said, (await _actionsync.RunAsync("status")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_behind_links_is_read_as_it_is_mounted()
    {
        _actionsync.Write("secrets/..2024/token", "xoxb-1\n");
        File.CreateSymbolicLink(_actionsync["secrets", "..data"], "..2024");
        File.CreateSymbolicLink(_actionsync["secrets", "token"], "..data/token");
        _actionsync.With("Channels:Slack:TokenFile", "secrets/token");

        (await _actionsync.RunAsync("status")).Exits(0);
    }

    [Fact]
    public async Task A_pipe_as_configuration_is_an_error_and_no_wait()
    {
        SpecialFiles.Pipe(_actionsync["my.json"]);

        Assert.Contains("is a pipe", (await _actionsync.RunAsync("status", "--config", "my.json")).Exits(2).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incidents_folder_that_is_a_link_is_not_written_through()
    {
        var outside = Directory.CreateDirectory(_actionsync["outside"]).FullName;
        Directory.CreateDirectory(_actionsync["data", "archive"]);
        File.CreateSymbolicLink(_actionsync["data", "archive", "INC-1"], outside);
        var dropped = _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        _actionsync.Drop("two.json", Json("INC-2", "Write a test"));

        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("INC-1 is a link", once.Stderr, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.True(File.Exists(dropped));
        Assert.Equal(2, _actionsync.Pages.Count);
        Assert.Contains("INC-1 is a link", (await _actionsync.RunAsync("verify")).Exits(1).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_or_receipt_that_is_a_link_is_neither_written_through_nor_taken_for_the_document()
    {
        var outside = _actionsync.Write("outside.json", "theirs");
        // An empty ledger beside an archive would count as a lost one.
        (await _actionsync.OnceAsync(Json("INC-0", "Write a test"))).Exits(0);
        Directory.CreateDirectory(_actionsync["data", "archive", "INC-1"]);
        File.CreateSymbolicLink(_actionsync["data", "archive", "INC-1", "revision-0001.json"], outside);
        var dropped = _actionsync.Drop("one.json", Json("INC-1", "Add an alert"));
        (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);
        Assert.True(File.Exists(dropped));

        File.Delete(_actionsync["data", "archive", "INC-1", "revision-0001.json"]);
        File.Delete(_actionsync["data", "archive", "INC-1", "receipt.json"]);
        File.CreateSymbolicLink(_actionsync["data", "archive", "INC-1", "receipt.json"], outside);
        _actionsync.Drop("one.json", Json("INC-1", "Add an alert", "Test it"));
        var once = (await _actionsync.RunAsync("once", "--no-remind")).Exits(3);

        Assert.Contains("receipt.json is a link", once.Stderr, StringComparison.Ordinal);
        Assert.Equal("theirs", File.ReadAllText(outside));
    }

    [Fact]
    public async Task What_lies_in_the_archive_is_read_only_where_it_is_a_small_file()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"), Json("INC-2", "Write a test"))).Exits(0);
        SpecialFiles.Pipe(_actionsync["data", "archive", "INC-1", "revision-0002.json"]);
        SpecialFiles.Sparse(_actionsync["data", "archive", "INC-1", "revision-0003.json"], 10L << 30);
        SpecialFiles.Pipe(_actionsync["data", "archive", "pipe"]);
        File.CreateSymbolicLink(_actionsync["data", "archive", "everything"], "/");
        File.Delete(_actionsync["data", "archive", "INC-2", "receipt.json"]);
        SpecialFiles.Sparse(_actionsync["data", "archive", "INC-2", "receipt.json"], 10L << 30);

        var verify = (await _actionsync.RunAsync("verify")).Exits(1).Stdout;

        Assert.All(["revision-0002.json is a pipe", "revision-0003.json has", "pipe is a pipe", "everything is a link", "receipt.json has"],
            said => Assert.Contains(said, verify, StringComparison.Ordinal));
    }

    public void Dispose() => _actionsync.Dispose();
}
