using ActionSync.People;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using ActionSync.Text;

namespace ActionSync.Reminders;

/// <summary>
/// What will be sent to one person next and why, or what becomes of one item: what <see cref="ReminderRun.PreviewAsync"/> says of them, decided by the same
/// policy, but read for them alone. It is the same as far as the items that are looked at go, and says where there are more.
/// </summary>
internal sealed class PersonalForecast(
    ScopedFactsReader reader, RemindingOptions options, PeopleDirectory people, ReminderChannels channels, DigestLinks links, ReminderSlots slots,
    TimeProvider clock)
{
    private static readonly ScopeLimit OfPerson = new(Own: 60, All: 90, Beside: 30);
    private static readonly ScopeLimit OfItem = new(Own: 30, All: 40, Beside: 20);

    private readonly ReminderForecast _forecast = new(options, people, new ReminderPolicy(options, people, channels.Said));

    /// <param name="owner">An address or a configured name, the owner's own text where there is neither, or empty for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PersonalOutlook> OfPersonAsync(string owner, CancellationToken cancellationToken)
    {
        var (moment, plan, facts) = await ForecastAsync(owner, null, OfPerson, cancellationToken);
        var (address, key) = (AddressOf(owner), KeyOf(owner));
        var items = facts.Items.ToDictionary(item => item.Item.Key);
        var verdicts = plan.Verdicts.Where(verdict => (address is not null && verdict.Person == address) || items[verdict.ItemKey].Owner == key)
            .Select(verdict => new ItemVerdict(items[verdict.ItemKey], verdict, IsOwn: items[verdict.ItemKey].Owner == key)).ToList();
        return new(moment, slots.ZoneOf(address ?? ""), verdicts, facts.IsCut)
        {
            Message = plan.Digests.Where(digest => digest.To.Address == address)
                .Select(digest => PreviewedDigest.Of(links.Show(digest, key => items[key].ShortName), channels)).FirstOrDefault(),
            Mute = address is null ? null : facts.Silent.Mutes.GetValueOrDefault(address),
            IsUnreachable = address is not null && facts.Silent.Unreachable.Contains(address),
            StandIn = address is null ? null : StandInOf(address, facts.Silent, moment),
        };
    }

    /// <summary>What becomes of one item at its owner's next slot, a verdict for each who is asked or would be.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="owner">Who owns it: an address, or empty for nobody who is known by one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ItemOutlook> OfItemAsync(long itemId, string owner, CancellationToken cancellationToken)
    {
        var (moment, plan, facts) = await ForecastAsync(owner, itemId, OfItem, cancellationToken);
        var key = facts.Items.FirstOrDefault(item => item.Id == itemId)?.Item.Key;
        return new(moment, slots.ZoneOf(AddressOf(owner) ?? ""), [.. plan.Verdicts.Where(verdict => verdict.ItemKey == key)]);
    }

    private async Task<(DateTimeOffset Moment, ReminderPlan Plan, ScopedFacts Facts)> ForecastAsync(
        string owner, long? itemId, ScopeLimit limit, CancellationToken cancellationToken)
    {
        var (now, address, key) = (clock.GetUtcNow(), AddressOf(owner), KeyOf(owner));
        var moment = slots.NextOf(address ?? "", now) ?? now;
        var facts = await reader.ReadAsync(now, address ?? owner, itemId, limit, cancellationToken);
        // Who is asked at all does not rest on what was sent today.
        var plan = _forecast.At(moment, facts.Facts).Plan;
        var asked = facts.Items.Where(item => itemId is null ? item.Owner == key : item.Id == itemId).Select(item => item.Item.Key).ToHashSet();
        var others = plan.Verdicts.Where(verdict => asked.Contains(verdict.ItemKey)).Select(verdict => verdict.Person).OfType<string>()
            .Where(person => person != address).Distinct().ToList();
        facts = await reader.WithAsync(facts, others, limit.Beside, cancellationToken);
        facts = await reader.WithUsedAsync(facts, [.. others.Append(address).OfType<string>()], cancellationToken);
        return (moment, _forecast.At(moment, facts.Facts).Plan, facts);
    }

    /// <summary>As if they were muted: nobody stands in for themselves.</summary>
    private string? StandInOf(string address, SilentPeople silent, DateTimeOffset moment)
    {
        var mutes = new Dictionary<string, Mute>(silent.Mutes) { [address] = new Mute(DateOnly.MaxValue, address, null) };
        var silence = new Silence(mutes, new ReminderCalendar(options).DayOf(moment));
        return new ReminderRouting(options, new Recipients(people), silent.Unreachable, silence).StandInOf(address)?.Address;
    }

    private string? AddressOf(string owner) => people.AddressOf(owner)?.ToLowerInvariant();

    /// <summary>As the item index has them.</summary>
    private string KeyOf(string owner) => Folded.Of(people.AddressOf(owner) ?? owner);
}

/// <summary>What comes to one person at their next slot, if nothing changes until then.</summary>
/// <param name="At">The slot.</param>
/// <param name="Zone">Whose clocks the person lives by.</param>
/// <param name="Verdicts">On their own items, and on those of others that they are asked about or would be.</param>
/// <param name="IsCut">More items concern the person than were looked at.</param>
internal sealed record PersonalOutlook(DateTimeOffset At, TimeZoneInfo Zone, IReadOnlyList<ItemVerdict> Verdicts, bool IsCut)
{
    /// <summary>Null where none comes.</summary>
    public PreviewedDigest? Message { get; init; }

    /// <summary>Null where they are not muted.</summary>
    public Mute? Mute { get; init; }

    /// <summary>No channel could deliver their last message.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Who is asked about what is urgent while they are left in peace; null where nobody can be.</summary>
    public string? StandIn { get; init; }
}

/// <summary>Why an item is in somebody's message, or not.</summary>
internal sealed record ItemVerdict(ScopedItem Item, Verdict Verdict, bool IsOwn);

/// <summary>What becomes of one item at its owner's next slot.</summary>
/// <param name="At">The slot.</param>
/// <param name="Zone">Whose clocks the owner lives by.</param>
/// <param name="Verdicts">None where the item is closed, or another one follows its issue.</param>
internal sealed record ItemOutlook(DateTimeOffset At, TimeZoneInfo Zone, IReadOnlyList<Verdict> Verdicts);
