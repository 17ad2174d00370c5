using ActionSync.Hosting;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.Testing;
using ActionSync.Trackers.Folder;

namespace ActionSync.Tests.Configuration;

public sealed class DefaultTests : IDisposable
{
    private readonly Workplace _place = Workplace.Shipped();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Data_alone_moves_every_path_though_the_shipped_file_spells_them_out()
    {
        _place.Env("Data", "/tmp/elsewhere");

        AssertAllUnder("/tmp/elsewhere", _place.Options());
    }

    [Fact]
    public void Data_in_a_copy_of_the_shipped_file_moves_every_path()
    {
        _place.Config(File.ReadAllText(_place["config", "appsettings.json"]).Replace("\"Data\": \"data\"", "\"Data\": \"elsewhere\""));

        AssertAllUnder(_place["elsewhere"], _place.Options());
    }

    [Fact]
    public void A_path_that_was_chosen_stays_when_Data_moves()
    {
        _place.Config("""{ "Data": "/tmp/elsewhere", "Intake": { "Folder": "drop", "Archive": "./data/archive" } }""").Env("Intake:Rejected", "data/rejected");

        var options = _place.Options();

        Assert.Equal(
            (_place["drop"], _place["data", "archive"], _place["data", "rejected"]), (options.Intake.Folder, options.Intake.Archive, options.Intake.Rejected));
        Assert.Equal("/tmp/elsewhere/outbox", options.Channel<EmailOptions>().Outbox);
    }

    [Theory]
    [InlineData("Data Source=my/ledger.db;Cache=Shared")]
    [InlineData("Filename=my/ledger.db")]
    public void The_ledgers_file_is_relative_to_the_current_directory(string connection)
    {
        _place.Env("Ledger:ConnectionString", connection);

        Assert.Contains($"Data Source={_place["my", "ledger.db"]}", _place.Options().Ledger.ConnectionString.Reveal(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_folder_whose_name_means_something_in_a_connection_string_is_quoted()
    {
        _place.Env("Data", "/tmp/a;b='c'");

        Assert.Equal("/tmp/a;b='c'/actionsync.db", ConnectionStrings.FileOf(_place.Options().Ledger.ConnectionString));
    }

    [Fact]
    public void A_folder_tracker_without_a_folder_is_under_Data()
    {
        _place.Config("""{ "Trackers": { "board": null, "files": { "Kind": "Folder" } } }""");

        var options = _place.Options();

        Assert.Equal(_place["data", "board"], Assert.IsType<FolderOptions>(Assert.Single(options.Trackers).Value).Folder);
        Assert.Equal("files", Assert.Single(options.Routes).Tracker);
    }

    [Fact]
    public void Without_the_board_several_trackers_need_a_route()
    {
        _place.Config("""{ "Trackers": { "board": null, "one": { "Kind": "Folder", "Folder": "a" }, "two": { "Kind": "Folder", "Folder": "b" } } }""");

        Assert.Equal(
            """Routes: there is none, and several trackers (one, two); add one such as {"Tracker": "one"} [config/appsettings.json]""", _place.Problem());
    }

    [Fact]
    public void A_tracker_without_a_route_is_named_in_a_notice()
    {
        _place.Config("""{ "Trackers": { "second": { "Kind": "Folder", "Folder": "b" } } }""");

        var loaded = _place.Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal("board", Assert.Single(loaded.Options.Routes).Tracker);
        Assert.StartsWith("Trackers:second: no route leads to it", Assert.Single(loaded.Notices).ToString());
    }

    [Fact]
    public void A_section_of_nulls_is_a_section_that_is_not_there()
    {
        _place.Config("""{ "Trackers": { "g": { "Kind": "GitHub", "Repository": "a/b", "Token": "t-1234567", "App": { "ClientId": null, "InstallationId": null } } } }""");

        Assert.Empty(_place.Load().Problems);
    }

    private static void AssertAllUnder(string data, ActionSyncOptions options)
    {
        Assert.Equal((data + "/inbox", data + "/archive", data + "/rejected"), (options.Intake.Folder, options.Intake.Archive, options.Intake.Rejected));
        Assert.Equal(data + "/outbox", options.Channel<EmailOptions>().Outbox);
        Assert.Equal(data + "/board", ((FolderOptions)options.Trackers["board"]).Folder);
        Assert.Equal($"Data Source={data}/actionsync.db", options.Ledger.ConnectionString.Reveal());
    }
}
