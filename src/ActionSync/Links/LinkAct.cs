namespace ActionSync.Links;

/// <summary>What a signed link lets its reader do. The numbers stand in links that people have.</summary>
internal enum LinkAct : byte
{
    Done = 1,
    SnoozeDay = 2,
    SnoozeWeek = 3,
    NotMine = 4,

    /// <summary>No mail any more about what is less urgent than P1; it is about no item.</summary>
    Unsubscribe = 5,
}

internal static class LinkActs
{
    /// <summary>The word that ledgers keep.</summary>
    public static string ToWord(this LinkAct act) => act switch
    {
        LinkAct.Done => "done",
        LinkAct.SnoozeDay => "snooze day",
        LinkAct.SnoozeWeek => "snooze week",
        LinkAct.NotMine => "not mine",
        _ => "unsubscribe",
    };

    /// <summary>For how many days a link snoozes; null where it does something else.</summary>
    public static int? SnoozeDays(this LinkAct act) => act switch
    {
        LinkAct.SnoozeDay => 1,
        LinkAct.SnoozeWeek => 7,
        _ => null,
    };
}
