namespace ActionSync.DryRun;

/// <summary>
/// How many items would come to what; every item counts once, those that wait, are recorded or updated also where no document speaks of them now;
/// Nobodys and NotKnown among Create, Unassigned and Ownerless among Create and Wait.
/// </summary>
/// <param name="Create">By the trackers' names.</param>
/// <param name="Nobodys">To be created with nobody assigned, for whatever reason.</param>
/// <param name="NotKnown">To be created, and the tracker could not be asked.</param>
/// <param name="Wait">By the reason.</param>
/// <param name="Earlier">Items of documents that were taken in before, which wait to be created too.</param>
/// <param name="Unassigned">Somebody owns them, and nobody would be assigned.</param>
/// <param name="Ownerless">Nobody owns them.</param>
internal sealed record DryRunTotals(
    IReadOnlyDictionary<string, int> Create, int Nobodys, int NotKnown, int Adopt, int Follow, int Link, int Record, int Update, int Rename, int Withdraw,
    int Keep, IReadOnlyDictionary<DryRunWait, int> Wait, int Earlier, int Unassigned, int Ownerless)
{
    public static DryRunTotals Of(IReadOnlyList<DryRunItem> all, EarlierItems earlier)
    {
        // Of an incident with several documents each item's last word counts; that it is new was said by the first.
        List<DryRunItem> items =
            [.. all.GroupBy(item => item.Item.Key).Select(same => same.LastOrDefault(item => item.Action != DryRunAction.Keep) ?? same.Last())];
        var creates = items.Where(item => item.Action == DryRunAction.Create).ToList();
        return new DryRunTotals(
            creates.CountBy(item => item.Item.Tracker ?? "").OrderBy(count => count.Key, StringComparer.Ordinal).ToDictionary(),
            creates.Count(item => item.IsNobodys), creates.Count(item => item.Create is null), Count(DryRunAction.Adopt), Count(DryRunAction.Follow),
            Count(DryRunAction.Link), Count(DryRunAction.Record) + earlier.Ignored, Count(DryRunAction.Update) + earlier.ToAssign, Count(DryRunAction.Rename),
            Count(DryRunAction.Withdraw), Count(DryRunAction.Keep), Waits(items, earlier), earlier.ToCreate.Count,
            items.Count(item => item.IsUnassigned), items.Count(item => item.IsOwnerless));

        int Count(DryRunAction action) => items.Count(item => item.Action == action);
    }

    private static Dictionary<DryRunWait, int> Waits(IEnumerable<DryRunItem> items, EarlierItems earlier) =>
        items.Where(item => item.Wait is not null).CountBy(item => item.Wait!.Value).Concat(earlier.Waits)
            .GroupBy(wait => wait.Key, wait => wait.Value).OrderBy(wait => wait.Key).ToDictionary(wait => wait.Key, wait => wait.Sum());

    /// <summary>One line, as in "5 to create: 3 github, 2 ops; 2 nobody is assigned to; 1 is found and adopted; 1 waits: no route".</summary>
    public string Sentence
    {
        get
        {
            var creates = Create.Values.Sum();
            List<string?> parts =
            [
                creates == 0 ? null : $"{creates} to create: {string.Join(", ", Create.Select(count => $"{count.Value} {count.Key}"))}",
                Unassigned == 0 ? null : $"{Unassigned} nobody is assigned to",
                Ownerless == 0 ? null : $"{Ownerless} nobody owns",
                NotKnown == 0 ? null : $"{NotKnown} of a tracker that cannot be asked",
                Say(Adopt, "is found and adopted", "are found and adopted"),
                Say(Follow, "follows its issue", "follow their issues"),
                Say(Link, "is linked to an issue that another item follows", "are linked to issues that other items follow"),
                Say(Record, "is recorded without an issue", "are recorded without an issue"),
                Say(Update, "to update", "to update"),
                Say(Rename, "to rename", "to rename"),
                Say(Withdraw, "to withdraw", "to withdraw"),
                .. Wait.Select(count => Say(count.Value, "waits", "wait") + $": {Word(count.Key)}"),
                Say(Earlier, "of an earlier document is created too", "of earlier documents are created too"),
                Say(Keep, "kept", "kept"),
            ];
            return parts.OfType<string>().ToList() is { Count: > 0 } said ? string.Join("; ", said) : "Nothing to do.";
        }
    }

    private static string? Say(int count, string one, string many) => count == 0 ? null : $"{count} {(count == 1 ? one : many)}";

    /// <summary>What an item waits for, behind "waits".</summary>
    public static string Word(DryRunWait wait) => wait switch
    {
        DryRunWait.NoRoute => "no route",
        DryRunWait.Confirm => "for a person's word (actionsync confirm)",
        DryRunWait.Cap => "for a later pass (MaxCreatesPerRun)",
        DryRunWait.Tracker => "the tracker takes none now",
        DryRunWait.Refused => "the tracker would refuse",
        _ => "an earlier create was not answered",
    };
}
