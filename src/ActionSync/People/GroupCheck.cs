using ActionSync.Configuration.Binding;
using ActionSync.Text;

namespace ActionSync.People;

/// <summary>Each group has somebody or something in it, and nobody is in two.</summary>
internal static class GroupCheck
{
    public static void Run(IReadOnlyDictionary<string, GroupOptions> groups, IReadOnlyDictionary<string, PersonOptions> people, Findings findings)
    {
        foreach (var (name, group) in groups)
        {
            if (group.Members.Count == 0 && group.Services.Count == 0 && !findings.IsGiven($"Groups:{name}:Members"))
                findings.Notice($"Groups:{name}", "has neither Members nor Services, so no item belongs to it");
            NoticeUnknown($"Groups:{name}:Members", group, people, findings);
        }
        NoticeShared(groups, "Members", group => group.Members, findings);
        NoticeShared(groups, "Services", group => group.Services, findings);
    }

    /// <summary>A member who is nearly somebody under <c>People</c> is rather a slip of the pen; others need not stand there.</summary>
    private static void NoticeUnknown(string key, GroupOptions group, IReadOnlyDictionary<string, PersonOptions> people, Findings findings)
    {
        foreach (var member in group.Members.Where(member => !people.ContainsKey(member)))
        {
            if (Closest(member, people.Keys) is { } near)
                findings.Notice(key, $"{Wording.Quote(member)} stands nowhere under People; did you mean {near}?");
        }
    }

    /// <summary>Addresses of one house are alike in their domain, so only what stands before it is compared.</summary>
    private static string? Closest(string member, IEnumerable<string> known)
    {
        var (local, domain) = Parts(member);
        var neighbours = known.Select(Parts).Where(other => other.Domain.Equals(domain, StringComparison.OrdinalIgnoreCase));
        return Nearest.To(local, neighbours.Select(other => other.Local)) is { } near ? $"{near}@{domain}" : null;

        static (string Local, string Domain) Parts(string address) =>
            address.IndexOf('@') is var at and >= 0 ? (address[..at], address[(at + 1)..]) : (address, "");
    }

    private static void NoticeShared(
        IReadOnlyDictionary<string, GroupOptions> groups, string key, Func<GroupOptions, IReadOnlyList<string>> of, Findings findings)
    {
        var entries = groups.SelectMany(group => of(group.Value).Distinct(StringComparer.OrdinalIgnoreCase).Select(entry => (Group: group.Key, Entry: entry)));
        foreach (var shared in entries.GroupBy(entry => entry.Entry, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var (group, entry) in shared.Skip(1))
                findings.Notice($"Groups:{group}:{key}", $"{Wording.Quote(entry)} also stands at Groups:{shared.First().Group}, which comes first and counts");
        }
    }
}
