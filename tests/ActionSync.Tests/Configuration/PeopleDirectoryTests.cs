using ActionSync.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Configuration;

public sealed class PeopleDirectoryTests
{
    private static readonly PeopleDirectory People = new(new Dictionary<string, PersonOptions>
    {
        ["alice@example.com"] = new() { Name = "Alice Chen", GitHub = "alice-c", Jira = "5b10:a", Manager = "boss@example.com" },
        ["bob@example.com"] = new() { Name = "Bob Kim", GitHub = "@bobk", Backup = "alice@example.com" },
        ["jo1@example.com"] = new() { Name = "Jo", GitHub = "jo" },
        ["jo2@example.com"] = new() { Name = "jo", GitHub = "JO" },
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
    [InlineData("ALICE-C", "alice@example.com")]
    [InlineData("@alice-c", "alice@example.com")]
    [InlineData("bobk", "bob@example.com")]
    [InlineData("jo", null)]
    [InlineData("alice", null)]
    public void A_login_finds_its_person(string login, string? address) => Assert.Equal(address, People.FindByGitHub(login)?.Address);

    [Fact]
    public void A_Jira_id_finds_its_person()
    {
        Assert.Equal("alice@example.com", People.FindByJira("5b10:a")?.Address);
        Assert.Null(People.FindByJira("5b10"));
    }

    [Fact]
    public void Managers_and_backups_are_addresses_or_nobody()
    {
        Assert.Equal(("boss@example.com", null), (People.ManagerOf("Alice Chen"), People.BackupOf("Alice Chen")));
        Assert.Equal((null, "alice@example.com"), (People.ManagerOf("bob@example.com"), People.BackupOf("bob@example.com")));
        Assert.Null(People.ManagerOf("stranger@example.com"));
    }

    [Fact]
    public void The_container_offers_every_section_and_the_directory()
    {
        using var place = new Workplace();
        var options = place.Env("People:alice@example.com:Name", "Alice").Options();
        using var services = new ServiceCollection().AddActionSyncConfiguration(options).BuildServiceProvider();

        Assert.Equal("alice@example.com", services.GetRequiredService<PeopleDirectory>().Find("alice")?.Address);
        foreach (var section in typeof(ActionSyncOptions).GetProperties().Where(property => property.Name is not ("Data" or "People")))
            Assert.Same(section.GetValue(options), services.GetRequiredService(section.PropertyType));
    }
}
