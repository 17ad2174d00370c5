using ActionSync.People;

namespace ActionSync.Tests.People;

/// <summary>Who can be assigned by the configuration alone, and what is to be written under People for the others.</summary>
public sealed class AssignabilityTests
{
    private static readonly Assignability People = new(
        new PeopleDirectory(new Dictionary<string, PersonOptions>
        {
            ["bob@acme.com"] = new() { Name = "Bob", Accounts = { ["GitHub"] = "bob" } },
            ["gone@acme.com"] = new() { Left = true },
        }),
        new Dictionary<string, AccountRule>(StringComparer.OrdinalIgnoreCase)
        {
            ["hub"] = new("GitHub", "LOGIN", AddressMayDo: false),
            ["ops"] = new("Jira", "ACCOUNT", AddressMayDo: true),
        });

    [Theory]
    [InlineData("bob@acme.com", "hub", true)]
    [InlineData("Bob", "HUB", true)]
    [InlineData("dave@acme.com", "hub", false)]
    [InlineData("dave@acme.com", "ops", true)]
    [InlineData("Dave", "ops", false)]
    [InlineData("Dave", "board", true)]
    [InlineData("Dave", null, true)]
    [InlineData("gone@acme.com", "hub", true)]
    public void A_tracker_that_knows_people_by_an_account_needs_it(string owner, string? tracker, bool may) =>
        Assert.Equal(may, People.MayBeAssigned(owner, tracker));

    [Fact]
    public void An_entry_names_every_account_of_its_owner_once()
    {
        (string, string?)[] missing =
        [
            ("dave@acme.com", "hub"), ("DAVE@acme.com", "ops"), ("Erin \"E\" O'Hara", "hub"), ("bob@acme.com", "hub"), ("x@acme.com", "board"),
        ];

        Assert.Equal(
            [
                "\"dave@acme.com\": { \"GitHub\": \"LOGIN\", \"Jira\": \"ACCOUNT\" }",
                "\"ADDRESS OF Erin \\\"E\\\" O'Hara\": { \"Name\": \"Erin \\\"E\\\" O'Hara\", \"GitHub\": \"LOGIN\" }",
            ],
            People.Entries(missing));
    }

    [Fact]
    public void What_is_told_names_owners_and_reasons_and_the_lines_to_paste()
    {
        UnassignedOwner[] unassigned = [new("dave@acme.com", "hub", null, 2), new("bob@acme.com", "hub", "bob cannot be assigned in acme/ops", 1)];

        Assert.Equal(
            [
                "Nobody is assigned to 3 items:",
                "  dave@acme.com, 2 items in hub: People gives no account for this owner",
                "  bob@acme.com, 1 item in hub: bob cannot be assigned in acme/ops",
                "Add their accounts under People:",
                "  \"dave@acme.com\": { \"GitHub\": \"LOGIN\" }",
            ],
            UnassignedText.Of(unassigned, People));
        Assert.Contains("  and 1 more, which actionsync doctor shows", UnassignedText.Of(unassigned, People, 1));
        Assert.Empty(UnassignedText.Of([], People));
    }
}
