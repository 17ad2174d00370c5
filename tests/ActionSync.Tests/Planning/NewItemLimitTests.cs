using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Testing.Planning;
using static ActionSync.Testing.Incident;

namespace ActionSync.Tests.Planning;

/// <summary>Which new items wait for a person's word, with three allowed a document and five a pass.</summary>
public sealed class NewItemLimitTests
{
    private const string Ticket = "https://github.com/acme/ops/issues/7";

    private readonly NewItemLimits _pass = new(new PlanningOptions { MaxNewItemsPerDocument = 3, MaxNewItemsPerPass = 5 });

    [Fact]
    public void As_many_as_are_allowed_are_created_and_of_more_all_are_held()
    {
        Assert.Equal("CCC", Actions(First(3)));
        Assert.Equal("HHHH", Actions(First(4)));
    }

    [Fact]
    public void What_is_closed_or_follows_an_issue_is_neither_counted_nor_held()
    {
        Assert.Equal("--ACCC", Actions(First([.. ClosedAndNamed(), .. Titles(3)])));
        Assert.Equal("--AHHHH", Actions(First([.. ClosedAndNamed(), .. Titles(4)])));

        static JsonNode[] ClosedAndNamed() =>
            [Item("Long done", status: "done"), Item("Not to be done", status: "wont_do"), Item("Known elsewhere", url: Ticket)];
    }

    [Fact]
    public void A_later_revision_that_brings_too_many_holds_these_alone()
    {
        var known = Some.Known(Some.Document(Titles(3)));

        Assert.Equal("---HHHH", Actions(Next(known, Titles(7))));
        Assert.Equal("---CCC", Actions(Next(known, Titles(6))));
    }

    [Fact]
    public void Items_that_are_opened_again_by_the_dozen_count_as_new_ones_do()
    {
        var done = Known(First([.. Enumerable.Range(1, 4).Select(n => Item($"{Title(n)}", status: "done"))]));

        Assert.Equal("HHHH", Actions(Next(done, Titles(4))));
    }

    [Fact]
    public void What_waits_to_be_created_already_is_not_new()
    {
        var waiting = Known(First(3));

        Assert.Equal("CCCCC", Actions(Next(waiting, Titles(5))));
    }

    [Fact]
    public void A_held_item_stays_held_whatever_later_revisions_say_unless_they_name_its_issue()
    {
        var held = Known(First(4));
        held = Known(Next(held, Titles(3)));
        Assert.Equal("HHH-", string.Concat(held.OrderBy(item => item.IsWithdrawn).Select(Sign)));

        held = Known(Next(held, [.. Titles(3).Select((title, n) => Item(title.GetValue<string>(), priority: "P2", status: n == 0 ? "done" : null))]));
        Assert.Equal([false, true, true], held.Where(item => !item.IsWithdrawn).Select(item => item.IsHeld));

        Assert.Equal("HHA", Actions(Next(held, [.. Titles(2), Item(Title(3), url: Ticket)]))[..3]);
    }

    [Fact]
    public void Of_a_pass_the_documents_of_new_incidents_are_held_from_the_first_one_on_that_goes_beyond()
    {
        Assert.Equal("CCC", Actions(First(3)));
        Assert.Equal("CC", Actions(First(2)));
        Assert.Equal("H", Actions(First(1)));
        Assert.Equal("C", Actions(Next([], Titles(1))));
        Assert.Equal("-", Actions(First([Item("Long done", status: "done")])));
    }

    [Fact]
    public void A_document_that_is_held_for_itself_uses_nothing_of_its_pass_up()
    {
        Assert.Equal("HHHH", Actions(First(4)));
        Assert.Equal("CCC", Actions(First(3)));
    }

    [Fact]
    public void Items_that_the_ledger_lost_are_looked_for_and_not_held()
    {
        var plan = Some.Planner().Plan(Some.Document(Titles(4)), [], Some.Now);

        Assert.Equal("CCCC", Actions(_pass.Apply(plan, [], DocumentNews.Latest)));
    }

    [Fact]
    public void A_released_item_is_created_unless_its_document_closed_it()
    {
        var held = Known(First(4));

        Assert.Equal(PendingAction.Create, held[0].Release(Some.Now).PendingAction);
        var closed = Known(Next(held, [Item(Title(1), status: "done"), .. Titles(4)[1..]]))[0].Release(Some.Now);
        Assert.Equal((ItemState.Done, PendingAction.None), (closed.State, closed.PendingAction));
    }

    private SyncPlan First(int count) => First(Titles(count));

    private SyncPlan First(JsonNode[] items) => _pass.Apply(Some.Planner().Plan(Some.Document(items), [], Some.Now), [], DocumentNews.FirstSeen);

    private SyncPlan Next(IReadOnlyList<LedgerItem> known, JsonNode[] items)
    {
        IncidentDocument document = Some.Document(items);
        return _pass.Apply(Some.Planner().Plan(document, known, Some.Now), known, DocumentNews.Revision);
    }

    private static IReadOnlyList<LedgerItem> Known(SyncPlan plan) => [.. plan.Steps.Select((step, n) => step.Item with { Id = n + 1 })];

    private static JsonNode[] Titles(int count) => [.. Enumerable.Range(1, count).Select(n => (JsonNode)Title(n))];

    private static string Title(int n) => $"{new string((char)('a' + n), 9)} {n}";

    private static string Actions(SyncPlan plan) => string.Concat(plan.Steps.Select(step => Sign(step.Item)));

    private static string Sign(LedgerItem item) => item.PendingAction == PendingAction.None ? "-" : $"{item.PendingAction}"[..1];
}
