using ActionSync.Testing;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.People;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Configuration;

public sealed class PeopleDirectoryTests
{
    private static readonly PeopleDirectory People = new(new Dictionary<string, PersonOptions>
    {
        ["alice@example.com"] = new() { Name = "Alice Chen", Accounts = { ["GitHub"] = "alice-c", ["Jira"] = "5b10:a" }, Manager = "boss@example.com" },
        ["bob@example.com"] = new() { Name = "Bob Kim", Accounts = { ["GitHub"] = "@bobk" }, Backup = "alice@example.com" },
        ["jo1@example.com"] = new() { Name = "Jo", Accounts = { ["GitHub"] = "jo" } },
        ["jo2@example.com"] = new() { Name = "jo", Accounts = { ["GitHub"] = "JO" } },
        ["gone@example.com"] = new() { Name = "Gus Oneill Jr.", Left = true },
    });

    [Theory]
    [InlineData("alice@example.com", "alice@example.com")]
    [InlineData("ALICE@Example.com", "alice@example.com")]
    [InlineData(" alice chen ", "alice@example.com")]
    [InlineData("Jo", null)]
    [InlineData("Alice", null)]
    [InlineData("carol@example.com", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_owner_is_found_by_address_or_by_a_name_that_only_one_person_has(string? owner, string? address) =>
        Assert.Equal(address, People.Find(owner)?.Address);

    [Theory]
    [InlineData("Alice Chen <alice@example.com>")]
    [InlineData("\"Chen, Alice\" <ALICE@example.com>")]
    [InlineData("Alice Chen <mailto:alice@example.com>.")]
    [InlineData("Alice Chen <mailto:alice@example.com|alice@example.com>")]
    [InlineData("<alice@example.com>")]
    [InlineData("mailto:alice@example.com?subject=Hello")]
    [InlineData("MAILTO:alice@example.com")]
    [InlineData("[Alice](mailto:alice@example.com)")]
    [InlineData("Alice Chen (alice@example.com)")]
    [InlineData("alice@example.com (Alice)")]
    [InlineData("alice@example.com.")]
    [InlineData("alice@example.com,")]
    [InlineData("\u00A0alice@example.com\u2003")]
    [InlineData("\u200B\uFEFFalice@example.com\u200E.\u200B")]
    [InlineData("< \u200Balice@example.com\u00A0>")]
    [InlineData("Alice\u00A0Chen")]
    [InlineData("\u200BAlice  \t Chen\u2060.")]
    [InlineData("alice chen,")]
    public void An_owner_is_the_same_person_however_the_text_is_written(string owner)
    {
        Assert.Equal("alice@example.com", People.Find(owner)?.Address);
        Assert.Equal("alice@example.com", People.AddressOf(owner, []));
    }

    [Theory]
    [InlineData("Alice Chen <alice.chen@elsewhere.example>", "alice.chen@elsewhere.example")]
    [InlineData("mailto:new@example.com", "new@example.com")]
    [InlineData("Paul Ng", "paul@example.org")]
    [InlineData("paul\u00A0ng.", "paul@example.org")]
    [InlineData("Sam Two", null)]
    [InlineData("alice@example.com, bob@example.com", null)]
    [InlineData("alice@example.com <the-team>", null)]
    [InlineData("ali\u200Bce@example.com", null)]
    [InlineData("The Team", null)]
    [InlineData("\u200B", null)]
    public void What_a_text_or_its_document_says_is_believed_and_nothing_is_guessed(string owner, string? address)
    {
        Participant[] participants = [new("Paul Ng.", "SRE", "Paul <paul@example.org>"), new("Sam Two", null, "sam@a.example"),
            new("Sam Two", null, "sam@b.example")];

        Assert.Equal(address, People.AddressOf(owner, participants));
    }

    [Theory]
    [InlineData("gone@example.com", true)]
    [InlineData("Gus Oneill Jr", true)]
    [InlineData("Gus <GONE@example.com>", true)]
    [InlineData("alice@example.com", false)]
    [InlineData("stranger@example.com", false)]
    [InlineData(null, false)]
    public void Who_has_left_is_known_by_every_name(string? owner, bool left) => Assert.Equal(left, People.HasLeft(owner));

    [Theory]
    [InlineData("ALICE-C", "alice@example.com")]
    [InlineData("@alice-c", "alice@example.com")]
    [InlineData("bobk", "bob@example.com")]
    [InlineData("jo", null)]
    [InlineData("alice", null)]
    public void A_login_finds_its_person(string login, string? address) => Assert.Equal(address, People.FindByAccount("GitHub", login)?.Address);

    [Fact]
    public void A_Jira_id_finds_its_person()
    {
        Assert.Equal("alice@example.com", People.FindByAccount("Jira", "5b10:a")?.Address);
        Assert.Null(People.FindByAccount("Jira", "5b10"));
    }

    [Fact]
    public void Managers_and_backups_are_addresses_or_nobody()
    {
        var (alice, bob) = (People.Find("Alice Chen"), People.Find("bob@example.com"));

        Assert.Equal(("boss@example.com", null), (alice?.Manager, alice?.Backup));
        Assert.Equal((null, "alice@example.com"), (bob?.Manager, bob?.Backup));
        Assert.Null(People.Find("stranger@example.com"));
    }

    [Fact]
    public void The_container_offers_every_section_and_the_directory()
    {
        using var place = new Workplace();
        var options = place.Env("People:alice@example.com:Name", "Alice").Options();
        using var services = new ServiceCollection().AddActionSyncConfiguration(options).BuildServiceProvider();

        Assert.Equal("alice@example.com", services.GetRequiredService<PeopleDirectory>().Find("alice")?.Address);
        foreach (var section in typeof(ActionSyncOptions).GetProperties().Where(property => property.Name is not ("Data" or "People" or "Channels")))
            Assert.Same(section.GetValue(options), services.GetRequiredService(section.PropertyType));
        foreach (var channel in options.Channels.Values)
            Assert.Same(channel, services.GetRequiredService(channel.GetType()));
    }
}
