using ActionSync.Items;

namespace ActionSync.Tests.Ledger;

/// <summary>Words that ledgers, receipts and plans hold: what is stored must be found again by every later version.</summary>
public sealed class StoredWordTests
{
    [Fact]
    public void A_field_is_stored_by_this_name() =>
        Assert.Equal(["title", "owner", "priority", "deadline", "state"], Enum.GetValues<ItemField>().Select(field => field.ToWord()));

    [Fact]
    public void Who_did_it_is_stored_by_this_name() => Assert.Equal(("actionsync", "document", "person"), (Actor.ActionSync, Actor.Document, Actor.Person));
}
