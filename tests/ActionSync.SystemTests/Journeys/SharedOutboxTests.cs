using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Journeys;

/// <summary>The real executable with an outbox in which a mail's name is taken: what counts as sent lies there to be read.</summary>
public sealed class SharedOutboxTests : IDisposable
{
    private readonly Actionsync _actionsync = new();

    [Fact]
    public async Task Two_ledgers_with_one_outbox_lose_neither_s_mail()
    {
        using var other = new Actionsync();
        other.With("Channels:Email:Outbox", _actionsync["data", "outbox"]);

        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        (await other.OnceAsync(Json("INC-2", "Write a runbook"))).Exits(0);

        Assert.Equal(2, Mails.Count);
        Assert.Contains(
            "Add an alert", Assert.Single(Mails, mail => mail.Name.EndsWith("@company.com.eml", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Write a runbook", Assert.Single(Mails, mail => mail.Name.EndsWith("@company.com-2.eml", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains("Reminded alice@company.com by e-mail: ", await other.HistoryAsync("INC-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_ledger_writes_what_the_old_one_did_not_and_not_the_same_mail_again()
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        _actionsync.LoseLedger();
        (await _actionsync.RunAsync("once", "--new-ledger", _actionsync.Write("same.json", Json("INC-1", "Add an alert")))).Exits(0);
        Assert.Single(Mails);
        _actionsync.LoseLedger();

        (await _actionsync.RunAsync("once", "--new-ledger", _actionsync.Write("more.json", Json("INC-1", "Add an alert", "Write a runbook")))).Exits(0);

        Assert.Contains("Write a runbook", Assert.Single(Mails, mail => mail.Name.EndsWith("-2.eml", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("link")]
    [InlineData("folder")]
    [InlineData("pipe")]
    public async Task Whatever_else_has_a_mail_s_name_is_left_alone_and_the_mail_is_written_beside_it(string kind)
    {
        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(0);
        var path = Directory.GetFiles(_actionsync["data", "outbox"]).Single();
        File.Delete(path);
        _actionsync.LoseLedger();
        var theirs = _actionsync.Write("theirs", "From: them\r\n\r\nnot ours");
        if (kind == "file")
            File.Copy(theirs, path);
        else if (kind == "link")
            File.CreateSymbolicLink(path, theirs);
        else if (kind == "folder")
            Directory.CreateDirectory(path);
        else
            SpecialFiles.Pipe(path);

        (await _actionsync.RunAsync("once", "--new-ledger", _actionsync.Write("again.json", Json("INC-1", "Add an alert")))).Exits(0);

        var written = Path.ChangeExtension(path, null) + "-2.eml";
        Assert.Contains("Add an alert", await File.ReadAllTextAsync(written, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("From: them\r\n\r\nnot ours", await File.ReadAllTextAsync(theirs, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_no_mail_can_be_written_the_reminder_has_failed_and_doctor_names_it()
    {
        _actionsync.Write(Path.Combine("data", "outbox"), "a file where the folder belongs");

        (await _actionsync.OnceAsync(Json("INC-1", "Add an alert"))).Exits(3);

        Assert.Contains(
            "BAD  reminders of alice@company.com: none got through", (await _actionsync.RunAsync("doctor")).Exits(1).Stdout, StringComparison.Ordinal);
    }

    private IReadOnlyList<(string Name, string Text)> Mails =>
        [.. Directory.GetFiles(_actionsync["data", "outbox"]).Select(path => (Path.GetFileName(path), File.ReadAllText(path)))];

    public void Dispose() => _actionsync.Dispose();
}
