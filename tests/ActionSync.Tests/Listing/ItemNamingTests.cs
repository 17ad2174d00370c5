using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Naming;
using ActionSync.Testing;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Listing;

/// <summary>The name that a table shows leads back to its item and to no other, whatever ids and titles documents have.</summary>
public sealed class ItemNamingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_short_name_leads_to_its_item()
    {
        await using var app = await AppFixture.OpenAsync();
        // An id that is a number, one that two incidents have, one that is another's place, one with a blank, and a long one.
        await app.TakeInAsync(Json("INC-1", Item("First", id: "3"), Item("Second", id: "A-1"), Item("Third"), Item("Fourth", id: "to do"),
            Item("Fifth", id: "an-id-that-is-longer-than-a-short-name")));
        await app.TakeInAsync(Json("INC-2", Item("First", id: "a-1"), Item("Second", id: "INC-1/2"), Item("Third")));
        await app.VisitAsync();
        await app.TakeInAsync(Json("INC-2", Item("First", id: "a-1"), Item("Fourth"), Item("Third")));
        await app.VisitAsync();

        await using var work = await app.Ledger.ReadAsync(Cancel);
        var names = await ShortNames.LoadAsync(work, Cancel);
        var items = new List<LedgerItem>();
        await foreach (var item in work.Items.AllAsync())
            items.Add(item);
        Assert.Equal(9, items.Count);
        Assert.Contains(items, item => item.IsWithdrawn);
        Assert.Equal(9, items.Select(names.Of).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var item in items)
        {
            foreach (var name in (string[])[names.Of(item), names.Of(item).ToUpperInvariant(), item.Key, item.Url!])
                Assert.Equal(item.Key, Assert.IsType<ItemLookup.One>(await app.Get<ItemFinder>().FindAsync(work, name, Cancel)).Item.Key);
        }
        Assert.Equal(2, Assert.IsType<ItemLookup.Several>(await app.Get<ItemFinder>().FindAsync(work, "A-1", Cancel)).Items.Count);
    }

    [Theory]
    [InlineData("P1", "P1")]
    [InlineData("p0..p2", "P0 P1 P2")]
    [InlineData("P3,P0", "P0 P3")]
    [InlineData("P0..P1, P1 P4", "P0 P1 P4")]
    [InlineData("P2..P1", null)]
    [InlineData("P5", null)]
    [InlineData("P0...P1", null)]
    [InlineData("", null)]
    public void Priorities_are_read_as_lists_and_ranges(string text, string? expected) =>
        Assert.Equal(expected, Priorities.ParseListOrNull(text) is { } read ? string.Join(' ', read) : null);
}
