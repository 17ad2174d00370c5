using ActionSync.Configuration.Binding;

namespace ActionSync.Configuration.Checks;

/// <summary>People do not escalate to themselves, can be reached by the channel they read, and can be told apart.</summary>
internal static class PeopleCheck
{
    public static void Run(ActionSyncOptions options, Findings findings)
    {
        foreach (var (address, person) in options.People)
        {
            foreach (var (name, other) in new[] { ("Manager", person.Manager), ("Backup", person.Backup) })
            {
                if (address.Equals(other, StringComparison.OrdinalIgnoreCase))
                    findings.Add($"People:{address}:{name}", $"is \"{other}\", the person's own address; it must be someone else's, or not set");
            }
            CheckChannel(address, person, options.Channels, findings);
            NoticeLeft(options, $"People:{address}:Manager", person.Manager, findings);
            NoticeLeft(options, $"People:{address}:Backup", person.Backup, findings);
        }
        NoticeLeft(options, "Reminding:Orphans", options.Reminding.Orphans, findings);
        foreach (var address in options.Reminding.Report)
            NoticeLeft(options, "Reminding:Report", address, findings);
        NoticeShared(options, "Name", person => person.Name, findings);
        NoticeShared(options, "GitHub", person => person.GitHub, findings);
        NoticeShared(options, "Jira", person => person.Jira, findings);
    }

    private static void CheckChannel(string address, PersonOptions person, ChannelsOptions channels, Findings findings)
    {
        var (word, missing) = person.Channel?.ToUpperInvariant() switch
        {
            "EMAIL" => ("Email", null),
            "SLACK" => ("Slack", Missing("Channels:Slack:Token", channels.Slack.Token is null && !findings.IsGiven("Channels:Slack:TokenFile"))),
            "TEAMS" => ("Teams", Missing("Channels:Teams:Url", channels.Teams.Url is null && !findings.IsGiven("Channels:Teams:UrlFile"))),
            "COMMENT" => ("Comment", Missing("Channels:Comment:Enabled", !channels.Comment.Enabled)),
            _ => (null, null),
        };
        person.Channel = word;
        if (missing is not null)
            findings.Add($"People:{address}:Channel", $"is {word}, but {missing} is not set; set it, or choose another channel");
    }

    private static void NoticeLeft(ActionSyncOptions options, string key, string? address, Findings findings)
    {
        if (address is not null && options.People.TryGetValue(address, out var person) && person.Left)
            findings.Notice(key, $"is {Wording.Quote(address)}, who has left (People:{address}:Left); nothing is sent there, so name somebody else");
    }

    private static string? Missing(string key, bool isMissing) => isMissing ? key : null;

    private static void NoticeShared(ActionSyncOptions options, string name, Func<PersonOptions, string?> value, Findings findings)
    {
        var known = options.People.Where(person => value(person.Value) is not null).Select(person => (Address: person.Key, Word: value(person.Value)!));
        foreach (var shared in known.GroupBy(person => person.Word, StringComparer.OrdinalIgnoreCase).Where(people => people.Count() > 1))
        {
            var others = string.Join(", ", shared.SkipLast(1).Select(person => person.Address));
            findings.Notice($"People:{shared.Last().Address}:{name}", $"{Wording.Quote(shared.Key)} also stands at {others}, so by it alone nobody is found");
        }
    }
}
