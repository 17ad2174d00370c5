using ActionSync.Configuration.Binding;
using ActionSync.People;
using ActionSync.Reminders.Channels;

namespace ActionSync.Reminders;

/// <summary>Everybody who is to be reminded can be: by the channel they read, and by people who are still here.</summary>
internal static class RemindingCheck
{
    public static void Run(RemindingOptions options, IReadOnlyDictionary<string, PersonOptions> people, IReadOnlyList<ChannelKind> channels, Findings findings)
    {
        foreach (var (address, person) in people.Where(entry => entry.Value.Channel is not null))
            CheckChannel($"People:{address}:Channel", person, channels, findings);
        PeopleCheck.NoticeLeft(people, "Reminding:Orphans", options.Orphans, findings);
        foreach (var address in options.Report)
            PeopleCheck.NoticeLeft(people, "Reminding:Report", address, findings);
    }

    /// <summary>Each team's list can go where its group says.</summary>
    /// <param name="groups">By name.</param>
    /// <param name="channels">The kinds of channels, which know the keys.</param>
    /// <param name="options">The options of each channel, by its name.</param>
    /// <param name="findings">Told of everything that is wrong.</param>
    public static void Groups(
        IReadOnlyDictionary<string, GroupOptions> groups, IReadOnlyList<ChannelKind> channels, IReadOnlyDictionary<string, object> options, Findings findings)
    {
        foreach (var (name, group) in groups)
        {
            foreach (var channel in channels)
            {
                if (channel.Group is { } key && group.ChannelOf(key.Name) is { } place && key.Problem(place, options[channel.Name]) is { } problem)
                    findings.Add($"Groups:{name}:{key.Name}", key.IsSecret ? problem : $"{Wording.Quote(place)} {problem}");
            }
        }
    }

    private static void CheckChannel(string key, PersonOptions person, IReadOnlyList<ChannelKind> channels, Findings findings)
    {
        if (PersonOptions.NoChannel.Equals(person.Channel, StringComparison.OrdinalIgnoreCase))
        {
            person.Channel = PersonOptions.NoChannel;
            return;
        }
        if (channels.FirstOrDefault(channel => channel.Name.Equals(person.Channel, StringComparison.OrdinalIgnoreCase)) is not { } channel)
        {
            var choice = Wording.Choice([.. channels.Select(known => known.Name), PersonOptions.NoChannel], person.Channel!);
            findings.Add(key, $"{Wording.Quote(person.Channel!)} is not right; it must be {choice}");
            return;
        }
        person.Channel = channel.Name;
        if (channel.Needs is { } needed && !IsOn($"Channels:{channel.Name}:{needed}", findings))
            findings.Add(key, $"is {channel.Name}, but Channels:{channel.Name}:{needed} is not set; set it, or choose another channel");
    }

    private static bool IsOn(string key, Findings findings) =>
        findings.IsGiven(SectionKeys.FileTwin(key))
            || (findings.Find(key) is Configuration.Settings.TextSetting { Text: not "" } setting
                && !setting.Text.Equals("false", StringComparison.OrdinalIgnoreCase));
}
