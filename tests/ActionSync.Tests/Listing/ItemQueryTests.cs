using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Testing;
using ActionSync.Testing.Listing;
using Microsoft.AspNetCore.WebUtilities;

namespace ActionSync.Tests.Listing;

/// <summary>The one filter language of addresses: what is written is read again, and what cannot be meant is told.</summary>
public sealed class ItemQueryTests
{
    [Fact]
    public void What_is_written_into_a_link_is_read_as_the_same_query()
    {
        var draw = new ItemDraw(FuzzRun.First);
        for (var n = 0; n < FuzzRun.Count(300); n++)
        {
            var query = new ItemQuery
            {
                Filter = draw.Filter(),
                Sort = draw.Of(Enum.GetValues<ItemSort>()),
                Descending = draw.Toss(),
                Page = draw.Toss() ? 1 : 7,
            };
            var read = Read(query.ToQueryString());
            Assert.Equal(query.ToQueryString(), read.ToQueryString());
            Assert.Equal(query.Filter.Owners, read.Filter.Owners);
            Assert.Equal(query.Filter.Teams, read.Filter.Teams);
            Assert.Equal(query.Filter.Incidents, read.Filter.Incidents);
            Assert.Equal(query.Filter.Search, read.Filter.Search);
            Assert.Equal(query.Filter.Priorities.Order(), read.Filter.Priorities.Order());
            Assert.Equal(query.Filter.States, read.Filter.States);
            Assert.Equal((query.Filter.Overdue, query.Filter.OnlyOpen), (read.Filter.Overdue, read.Filter.OnlyOpen));
            Assert.Equal((query.Sort, query.Descending, query.Page), (read.Sort, read.Descending, read.Page));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?owner=&q=&state=&sort=&page=", "")]
    [InlineData("?priority=p1..p2&PRIORITY=P0", "?priority=P0,P1,P2")]
    [InlineData("?state=in-progress,DONE", "?state=in_progress,done")]
    [InlineData("?tracker=a,b&tracker=c", "?tracker=a,b,c")]
    [InlineData("?overdue=on&open=0&page=1", "?overdue=true")]
    [InlineData("?overdue&open=", "?overdue=true&open=true")]
    [InlineData("?Overdue=YES&open=off", "?overdue=true")]
    [InlineData("?sort=-Deadline&page=2", "?sort=-deadline&page=2")]
    [InlineData("?sort=incident", "")]
    [InlineData("?q=%20two%20%20words%20", "?q=two%20%20words")]
    [InlineData("?owner=a%26b%3Dc", "?owner=a%26b%3Dc")]
    [InlineData("?owner=Lindqvist,%20Mira", "?owner=Lindqvist,%20Mira")]
    public void An_address_is_read_as_it_is_meant(string address, string canonical) => Assert.Equal(canonical, Read(address).ToQueryString());

    [Theory]
    [InlineData("?ownr=mira",
        "There is no filter ownr; filters are owner, team, priority, incident, state, tracker, overdue, open, q, sort, page (did you mean owner?).")]
    [InlineData("?priority=P9", "P9 is no priority; write P1, a list such as P0,P2, or a range such as P0..P2.")]
    [InlineData("?state=opn", "opn is no state; states are pending, unknown, open, in_progress, done, wont_do, duplicate, missing (did you mean open?).")]
    [InlineData("?overdue=maybe", "overdue is true or false, not maybe.")]
    [InlineData("?sort=dead",
        "Items are not sorted by dead; sort is one of incident, deadline, priority, owner, state, changed, with - before it for the other way round (did you mean deadline?).")]
    [InlineData("?sort=owner&sort=state", "sort comes 2 times; give it once.")]
    [InlineData("?page=0", "page is a number from 1 on, not 0.")]
    [InlineData("?page=99999999999999", "page is a number from 1 on, not 99999999999999.")]
    [InlineData("?q=a%00b", "q has a control character in it, such as a line break; leave it out.")]
    [InlineData("?owner=a%0Ab", "owner has a control character in it, such as a line break; leave it out.")]
    public void What_cannot_be_meant_is_told(string address, string problem) => Assert.Equal([problem], Problems(address));

    [Fact]
    public void All_of_it_is_told_at_once() => Assert.Equal(3, Problems("?x=1&state=no&page=none").Count);

    [Fact]
    public void Nobody_asks_for_hundreds_of_things_at_once()
    {
        Assert.Equal(["owner comes more than 20 times; ask for fewer at once."], Problems("?" + string.Join('&', Enumerable.Repeat("owner=a", 21))));
        Assert.Equal(["tracker has more than 20 values; ask for fewer at once."], Problems("?tracker=" + string.Join(',', Enumerable.Repeat("a", 21))));
        Assert.Equal(["q has more than 200 letters; give a part of it."], Problems("?q=" + new string('a', 201)));
    }

    [Fact]
    public void A_link_that_changes_one_thing_keeps_the_rest_and_begins_anew()
    {
        var query = Read("?owner=mira&sort=-deadline&page=3");
        Assert.Equal("?owner=mira&sort=priority", query.SortedBy(ItemSort.Priority, descending: false).ToQueryString());
        Assert.Equal("?owner=mira&overdue=true&sort=-deadline", (query with { Filter = query.Filter with { Overdue = true }, Page = 1 }).ToQueryString());
        Assert.Equal("?owner=mira&sort=-deadline&page=4", new ItemPage(query, [], 200).Next!.ToQueryString());
        Assert.Equal("?owner=mira&sort=-deadline&page=2", new ItemPage(query, [], 200).Before!.ToQueryString());
        Assert.Null(new ItemPage(query, [], 150).Next);
        Assert.Equal([Priority.P1], Read("?priority=P1").Filter.Priorities);
    }

    private static ItemQuery Read(string address)
    {
        var query = ItemQueryReader.Read(Pairs(address), out var problems);
        Assert.Empty(problems);
        return query!;
    }

    private static IReadOnlyList<string> Problems(string address)
    {
        Assert.Null(ItemQueryReader.Read(Pairs(address), out var problems));
        return problems;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string address) =>
        QueryHelpers.ParseQuery(address).SelectMany(entry => entry.Value.Select(value => KeyValuePair.Create(entry.Key, value)));
}
