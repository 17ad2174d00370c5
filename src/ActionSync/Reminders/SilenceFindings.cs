using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>What <c>doctor</c> shows of people to whom nothing is sent: why, how many items that concerns, and who stands in.</summary>
internal sealed class SilenceFindings(ReminderFactsReader reader, PeopleDirectory people, RemindingOptions options, TimeProvider clock)
{
    private readonly Recipients _recipients = new(people);

    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var facts = await reader.ReadAsync(now, ReminderMode.Now, Priority.P4, cancellationToken);
        var silence = new Silence(facts.Mutes, new ReminderCalendar(options).DayOf(now));
        var routing = new ReminderRouting(options, _recipients, facts.Unreachable, silence);
        var ofSilent = facts.Items.Where(item => item is { OwnerHasLeft: false, Withdrawn: false, IsBacklog: false, IsIgnored: false })
            .Select(item => (Item: item, Owner: _recipients.Find(item.Owner, item.Participants)))
            .Where(owned => owned.Owner is { HasLeft: false } owner && silence.Of(owner, owned.Item.Priority) is not null)
            .ToLookup(owned => owned.Owner!.Address, owned => owned.Item);
        var configured = people.All.Where(person => person is { HasNoChannel: true, Left: false }).Select(person => person.Address.ToLowerInvariant());
        return [.. ofSilent.Select(items => items.Key).Concat(facts.Mutes.Keys).Concat(configured).Distinct().Order(StringComparer.Ordinal)
            .Select(address => Of(address, [.. ofSilent[address]], routing, silence))];
    }

    private Finding Of(string address, IReadOnlyList<ReminderItem> items, ReminderRouting routing, Silence silence)
    {
        var person = _recipients.Find(address, [])!;
        var why = $"{silence.OfAny(person)}{(person.HasNoChannel ? $" (People:{address}:Channel is None)" : "")}";
        var routes = items.Select(routing.FirstAsked).ToList();
        var others = routes.Select(route => route.Person?.Address).OfType<string>().GroupBy(to => to).OrderBy(to => to.Key, StringComparer.Ordinal)
            .Select(to => $"{"item".ToQuantity(to.Count())} {(to.Count() == 1 ? "goes" : "go")} to {to.Key}").ToList();
        var waiting = routes.Count(route => route.IsMuted);
        if (waiting > 0)
            others.Add($"{"item".ToQuantity(waiting)} of lower priority {(waiting == 1 ? "waits" : "wait")}");
        return new Finding(Good: true, "muted", $"{address} {why}{(others.Count == 0 ? "" : $"; meanwhile {others.Humanize("and")}")}");
    }
}
