using System.Collections.Concurrent;
using ActionSync.People;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Finds whom an owner is in Jira, and back. The mapping under <c>People</c> comes first, else the exact address; Jira's own search matches beginnings and
/// hides addresses, so anything less than equal is nobody.
/// </summary>
internal sealed class JiraAssignees(JiraClient client, PeopleDirectory people)
{
    private const int MostFound = 50;

    /// <summary>As long as a pass takes: who was deactivated or came back counts in the next one.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (Assignee Found, long At)> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>People whose Jira identity is configured, by address.</summary>
    public IEnumerable<string> Mapped => people.All.Where(p => !p.Left && p.AccountOf(JiraKind.Account) is { Length: > 0 }).Select(p => p.Address);

    public async Task<Assignee> FindAsync(string owner, CancellationToken cancellationToken)
    {
        if (people.Find(owner) is { Left: true } gone)
            return new Assignee(null, $"{owner} has left (People:{gone.Address}:Left)") { ForReader = "who has left" };
        if (_known.TryGetValue(owner, out var known) && client.Clock.GetElapsedTime(known.At) < Fresh)
            return known.Found;
        var found = await LookAsync(owner, cancellationToken);
        // That there is nobody lasts, so it is looked at twice.
        if (found is { Identity: null, IsUnread: false })
            found = await LookAsync(owner, cancellationToken);
        if (!found.IsUnread)
            _known[owner] = (found, client.Clock.GetTimestamp());
        return found;
    }

    private async Task<Assignee> LookAsync(string owner, CancellationToken cancellationToken) =>
        people.Find(owner)?.AccountOf(JiraKind.Account) is { Length: > 0 } identity
            ? await MappedAsync(owner, identity, cancellationToken)
            : await ByAddressAsync(people.AddressOf(owner) ?? owner, cancellationToken);

    /// <summary>Jira refused an assignee that the search had offered.</summary>
    public void Forget() => _known.Clear();

    /// <summary>An address where one is known, else Jira's own name for the person.</summary>
    public string? Owner(JiraUser? user) => user switch
    {
        null => null,
        { Identity: { } identity } when people.FindByAccount(JiraKind.Account, identity) is { Address: var address } => address,
        { EmailAddress: { Length: > 0 } address } when address.Contains('@', StringComparison.Ordinal) => address,
        { DisplayName: { Length: > 0 } name } => name,
        _ => user.Identity,
    };

    private async Task<Assignee> MappedAsync(string owner, string identity, CancellationToken cancellationToken)
    {
        var (found, odd) = await ReadableAsync(client.IsCloud
            ? client.Api.AssignableUsersAsync(client.Options.Project, MostFound, cancellationToken, accountId: identity)
            : client.Api.AssignableUsersAsync(client.Options.Project, MostFound, cancellationToken, username: identity));
        // Data Center takes user names in any case.
        return found.FirstOrDefault(u => identity.Equals(u.Identity, client.IsCloud ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)) switch
        {
            null when odd => Unread(owner),
            null => new Assignee(null, $"{owner} (People:{owner}:Jira = {identity}) cannot be assigned issues in project {client.Options.Project}")
            {
                ForReader = $"who cannot be assigned issues in project {client.Options.Project}"
            },
            { HasLeft: true } => Deactivated(owner, $"the account of {owner} (People:{owner}:Jira = {identity})"),
            var user => Found(user),
        };
    }

    private async Task<Assignee> ByAddressAsync(string owner, CancellationToken cancellationToken)
    {
        if (!owner.Contains('@', StringComparison.Ordinal))
            return new Assignee(null, $"{owner} is not an address that Jira could be asked for; add the person under People with their Jira identity");
        var (found, odd) = await ReadableAsync(client.IsCloud
            ? client.Api.AssignableUsersAsync(client.Options.Project, MostFound, cancellationToken, query: owner)
            : client.Api.AssignableUsersAsync(client.Options.Project, MostFound, cancellationToken, username: owner));
        var all = found.Where(u => owner.Equals(u.EmailAddress, StringComparison.OrdinalIgnoreCase) && !u.IsBotOrCustomer).ToList();
        var exact = all.Where(u => !u.HasLeft).ToList();
        return exact switch
        {
            [var one] => Found(one),
            [] when odd => Unread(owner),
            [] when all.Count > 0 => Deactivated(owner, $"the account of {owner}"),
            [] when found.Any(u => string.IsNullOrEmpty(u.EmailAddress) && !u.HasLeft && !u.IsBotOrCustomer) =>
                new Assignee(null, $"Jira hides addresses, so {owner} could not be told from others; set People:{owner}:Jira to the person's {(client.IsCloud ? "account id" : "user name")}"),
            [] => new Assignee(null, $"nobody who can be assigned issues in project {client.Options.Project} has the address {owner}; set People:{owner}:Jira if it is another there"),
            _ => new Assignee(null, $"several people in Jira have the address {owner}; set People:{owner}:Jira"),
        };
    }

    /// <summary>Those of the people found who can be read, and whether there is one who cannot.</summary>
    private static async Task<(IReadOnlyList<JiraUser> Found, bool Odd)> ReadableAsync(Task<HttpResponseMessage> search)
    {
        var all = await search.ReadAsync(JiraJson.Default.IReadOnlyListJsonMemberJiraUser);
        var readable = all.Select(u => u.Value).OfType<JiraUser>().Where(u => u.Identity is not null).ToList();
        return (readable, readable.Count < all.Count);
    }

    private static Assignee Deactivated(string owner, string account) =>
        new(null, $"{account} is deactivated in Jira; set People:{owner}:Left where the person has left")
        {
            ForReader = "whose account in Jira is deactivated"
        };

    private static Assignee Found(JiraUser user) => new(user.Identity, null) { Name = user.DisplayName };

    private static Assignee Unread(string owner) =>
        new(null, $"Jira shows somebody who cannot be read and may be {owner} ($[].accountId and $[].name are missing)")
        {
            ForReader = "whose account Jira did not show",
            IsUnread = true
        };
}

/// <param name="Identity">Account id (Cloud) or user name (Data Center).</param>
/// <param name="Why">Why there is none.</param>
internal sealed record Assignee(string? Identity, string? Why)
{
    /// <summary>The same as a clause about the owner, to who reads the issue and cannot change any configuration.</summary>
    public string ForReader { get; init; } = "who has no Jira account that ActionSync knows";

    /// <summary>What people call the account.</summary>
    public string? Name { get; init; }

    /// <summary>Nobody knows whether there is one: the answer cannot be read.</summary>
    public bool IsUnread { get; init; }
}
