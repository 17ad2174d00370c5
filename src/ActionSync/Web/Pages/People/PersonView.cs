using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Store;
using ActionSync.Text;

namespace ActionSync.Web.Pages.People;

/// <summary>What the page of one person shows.</summary>
/// <param name="Name">Their address; the owner's own text where there is none; empty for nobody.</param>
/// <param name="Address">In lower case; null where they cannot be written to.</param>
/// <param name="Person">What is configured; null for nothing.</param>
/// <param name="Outlook">What will be sent to them next, and why.</param>
/// <param name="Open">What they have open.</param>
/// <param name="Sent">Their last messages, the latest first.</param>
internal sealed record PersonView(
    string Name, string? Address, Person? Person, PersonalOutlook Outlook, OpenItems Open, IReadOnlyList<PlannedReminder> Sent)
{
    private readonly ILookup<string, ItemVerdict> _verdicts = Outlook.Verdicts.ToLookup(verdict => verdict.Item.Item.Key);

    public string Title => Name.Length == 0 ? "Nobody" : Person?.Name ?? Name;

    /// <summary>What people call the items of <see cref="Sent"/>, by their keys.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Why an item of theirs is in the next message, or not; none where it was not looked at.</summary>
    public IEnumerable<ItemVerdict> Of(OpenItem item) => _verdicts[item.Key];

    /// <summary>On items of others that they are asked about, or would be: what is in their message first.</summary>
    public IReadOnlyList<ItemVerdict> OfOthers => [.. Outlook.Verdicts.Where(verdict => !verdict.IsOwn).OrderByDescending(verdict => verdict.Verdict.Included)];

    /// <summary>Nothing of them stands anywhere.</summary>
    public bool IsStranger => Name.Length > 0 && Person is null && Open.Total == 0 && Sent.Count == 0 && Outlook is { Verdicts.Count: 0, Mute: null };
}

/// <summary>What a name in an address led to.</summary>
internal abstract record FoundPerson
{
    private FoundPerson() { }

    public sealed record One(PersonView View) : FoundPerson;

    /// <param name="Nearest">Whose address was perhaps meant; null where none is near.</param>
    public sealed record None(string? Nearest) : FoundPerson;
}

/// <summary>Reads what the page of one person shows: a few statements and rows, whatever there is.</summary>
internal sealed class PersonViewReader(
    LedgerDatabase ledger, ItemIndexUpkeep upkeep, PeopleDirectory people, PersonalForecast forecast, TimeProvider clock)
{
    private const int MostSent = 10;

    /// <summary>So many items of messages are looked up that the page has not read anyway.</summary>
    private const int MostNamed = 30;

    /// <param name="name">An address, a configured name, an owner as documents write them, or <see cref="PersonText.Nobody"/>.</param>
    /// <param name="page">Of what they have open; from 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<FoundPerson> FindAsync(string name, int page, CancellationToken cancellationToken)
    {
        var owner = name.Equals(PersonText.Nobody, StringComparison.OrdinalIgnoreCase) ? "" : people.AddressOf(name) ?? name.Trim();
        var address = people.AddressOf(owner)?.ToLowerInvariant();
        await upkeep.FreshenAsync(cancellationToken);
        var outlook = await forecast.OfPersonAsync(owner, cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var open = await new OpenItemStore(work).ReadAsync(owner, Math.Max(1, page), clock.GetUtcNow(), cancellationToken);
        var sent = address is null ? [] : await new ReminderStore(work).LatestAsync(address, MostSent, cancellationToken);
        var view = new PersonView(owner, address, people.FindByAddress(owner), outlook, open, sent)
        {
            Names = await NamesAsync(work, sent, outlook, open, cancellationToken),
        };
        return view.IsStranger ? new FoundPerson.None(Nearest.To(name, people.All.Select(person => person.Address))) : new FoundPerson.One(view);
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        LedgerTransaction work, IReadOnlyList<PlannedReminder> sent, PersonalOutlook outlook, OpenItems open, CancellationToken cancellationToken)
    {
        var names = outlook.Verdicts.Select(verdict => (verdict.Item.Item.Key, verdict.Item.ShortName))
            .Concat(open.Items.Select(item => (item.Key, item.Short)))
            .DistinctBy(item => item.Key).ToDictionary();
        var others = sent.SelectMany(message => message.Entries.Take(SentLine.MostNamed)).Select(entry => entry.Key).Distinct()
            .Where(key => !names.ContainsKey(key)).Take(MostNamed).ToList();
        foreach (var (key, name) in await ShortNames.OfAsync(work, others, cancellationToken))
            names[key] = name;
        return names;
    }
}
