using System.Net;
using ActionSync.SystemTests.Support;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.SystemTests.Hosting;

/// <summary>
/// One of the worker's folders is a network mount that hangs: that is told, all other work goes on, and so does this once the mount answers again.
/// </summary>
public sealed class HungFolderTests
{
    /// <summary>A Tuesday, on which the documents' items are overdue.</summary>
    private static readonly DateTimeOffset Start = new(2024, 1, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_drop_folder_that_hangs_stops_neither_refresh_nor_reminders()
    {
        if (!HungFolder.CanBeMade)
            return;
        await using var worker = await StartAsync(out var clock);
        await TakeInAsync(worker, "INC-1");

        using (HungFolder.Mounted(worker["data", "inbox"]))
        {
            await worker.AnswersAsync("/health", HttpStatusCode.ServiceUnavailable);
            await SaysAsync(worker, "inbox does not answer");
            worker.Pages[0].Set("status", "done");
            await worker.HasStateAsync("INC-1", "done");
        }

        await TakeInAsync(worker, "INC-2");
        await SaysAsync(worker, "can be used again");
        clock.SetTo(Start.AddDays(1));
        await worker.UntilAsync(() => Task.FromResult(worker.Mails == 1), "the owner is reminded");
    }

    [Fact]
    public async Task A_board_that_hangs_stops_no_document_and_makes_no_issue_twice()
    {
        if (!HungFolder.CanBeMade)
            return;
        await using var worker = await StartAsync(out _);
        await TakeInAsync(worker, "INC-1");

        using (HungFolder.Mounted(worker["data", "board"]))
        {
            worker.Drop("INC-2.json", Json("INC-2", "Write a test"));
            await worker.HasStateAsync("INC-2", "pending");
            await SaysAsync(worker, "board does not answer");
            worker.Drop("INC-3.json", Json("INC-3", "Write a test"));
            await worker.HasStateAsync("INC-3", "pending");
        }

        await worker.HasStateAsync("INC-2", "open");
        await worker.HasStateAsync("INC-3", "open");
        Assert.Equal(3, worker.Pages.Count);
    }

    [Fact]
    public async Task An_archive_that_hangs_loses_no_document_and_stops_no_issue()
    {
        if (!HungFolder.CanBeMade)
            return;
        await using var worker = await StartAsync(out _);
        await TakeInAsync(worker, "INC-1");

        using (HungFolder.Mounted(worker["data", "archive"]))
        {
            worker.Drop("INC-2.json", Json("INC-2", "Write a test"));
            await SaysAsync(worker, "archive does not answer");
            Assert.True(File.Exists(worker["data", "inbox", "INC-2.json"]));
        }

        await worker.HasStateAsync("INC-2", "open");
        await worker.UntilAsync(() => Task.FromResult(!File.Exists(worker["data", "inbox", "INC-2.json"])), "the document is put away");
        Assert.Equal(2, worker.Pages.Count);
        Assert.True(File.Exists(worker["data", "archive", "INC-2", "revision-0001.json"]));
    }

    [Fact]
    public async Task Rejected_files_and_mail_wait_for_their_folders_and_nothing_else_does()
    {
        if (!HungFolder.CanBeMade)
            return;
        await using var worker = await StartAsync(out var clock);
        await TakeInAsync(worker, "INC-1");

        using (HungFolder.Mounted(worker["data", "rejected"]))
        using (HungFolder.Mounted(worker["data", "outbox"]))
        {
            worker.Drop("bad.json", "[1, 2]");
            await SaysAsync(worker, "rejected does not answer");
            clock.SetTo(Start.AddDays(1));
            await SaysAsync(worker, "outbox does not answer");
            await TakeInAsync(worker, "INC-2");
        }

        await worker.UntilAsync(() => Task.FromResult(File.Exists(worker["data", "rejected", "bad.json"])), "the bad document is rejected");
        Assert.False(File.Exists(worker["data", "inbox", "bad.json"]));
        await worker.UntilAsync(() => Task.FromResult(worker.Mails == 1), "the owner is reminded");
    }

    /// <summary>Half a minute of the worker passes in three seconds.</summary>
    private static Task<HostedWorker> StartAsync(out SetClock clock) =>
        HostedWorker.StartAsync(clock = new SetClock(Start, speed: 10), place => place.Env("Intake:Rescan", "00:00:20").Env("Refreshing:Poll", "00:00:20"));

    private static async Task TakeInAsync(HostedWorker worker, string incident)
    {
        worker.Drop($"{incident}.json", Json(incident, "Add an alert"));
        await worker.HasStateAsync(incident, "open");
    }

    private static Task SaysAsync(HostedWorker worker, string text) => worker.UntilAsync(() => Task.FromResult(worker.Log.Says(text)), $"the log says: {text}");
}
