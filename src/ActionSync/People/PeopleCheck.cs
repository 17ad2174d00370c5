using ActionSync.Configuration.Binding;

namespace ActionSync.People;

/// <summary>People do not escalate to themselves, and can be told apart.</summary>
internal static class PeopleCheck
{
    /// <param name="people">By address.</param>
    /// <param name="accounts">The keys of the accounts by which people are found.</param>
    /// <param name="findings">Told of everything that is wrong.</param>
    public static void Run(IReadOnlyDictionary<string, PersonOptions> people, IReadOnlyList<string> accounts, Findings findings)
    {
        foreach (var (address, person) in people)
        {
            foreach (var (name, other) in new[] { ("Manager", person.Manager), ("Backup", person.Backup) })
            {
                if (address.Equals(other, StringComparison.OrdinalIgnoreCase))
                    findings.Add($"People:{address}:{name}", $"is \"{other}\", the person's own address; it must be someone else's, or not set");
            }
            NoticeLeft(people, $"People:{address}:Manager", person.Manager, findings);
            NoticeLeft(people, $"People:{address}:Backup", person.Backup, findings);
        }
        NoticeShared(people, "Name", person => person.Name, findings);
        foreach (var account in accounts)
            NoticeShared(people, account, person => person.Accounts.TryGetValue(account, out var known) ? known : null, findings);
    }

    /// <summary>A key that names somebody who has left.</summary>
    public static void NoticeLeft(IReadOnlyDictionary<string, PersonOptions> people, string key, string? address, Findings findings)
    {
        if (address is not null && people.TryGetValue(address, out var person) && person.Left)
            findings.Notice(key, $"is {Wording.Quote(address)}, who has left (People:{address}:Left); nothing is sent there, so name somebody else");
    }

    private static void NoticeShared(IReadOnlyDictionary<string, PersonOptions> people, string name, Func<PersonOptions, string?> value, Findings findings)
    {
        var known = people.Where(person => value(person.Value) is not null).Select(person => (Address: person.Key, Word: value(person.Value)!));
        foreach (var shared in known.GroupBy(person => person.Word, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            var others = string.Join(", ", shared.SkipLast(1).Select(person => person.Address));
            findings.Notice($"People:{shared.Last().Address}:{name}", $"{Wording.Quote(shared.Key)} also stands at {others}, so by it alone nobody is found");
        }
    }
}
