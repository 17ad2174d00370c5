using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>What an update writes, and which asks are given up because people changed the field first. Pure.</summary>
/// <param name="Patch">What to send.</param>
/// <param name="Writes">The fields that the patch holds.</param>
/// <param name="Conflicts">The fields where the tracker wins.</param>
/// <param name="Waits">The fields that cannot be read now: people may have changed them, so they are neither written nor given up.</param>
internal sealed record PatchPlan(IssuePatch Patch, IReadOnlyList<ItemField> Writes, IReadOnlyList<ItemField> Conflicts, IReadOnlyList<ItemField> Waits)
{
    public static PatchPlan Of(LedgerItem item)
    {
        var waits = new List<ItemField>();
        var writes = new List<ItemField>();
        var conflicts = new List<ItemField>();
        foreach (var field in Enum.GetValues<ItemField>())
        {
            switch (Decide(item, field))
            {
                case Decision.Write:
                    writes.Add(field);
                    break;
                case Decision.Conflict:
                    conflicts.Add(field);
                    break;
                case Decision.Wait:
                    waits.Add(field);
                    break;
            }
        }
        return new PatchPlan(PatchOf(item, writes), writes, conflicts, waits);
    }

    /// <summary>The decision table of "the tracker is where people work; the document is where it started".</summary>
    private static Decision Decide(LedgerItem item, ItemField field)
    {
        var tracked = item.Fields[field];
        if (tracked.IsUnsettled && item.Unread.Any(u => u.Field == field))
            return Decision.Wait;
        // The issue of somebody else is never written: what the document asks differently is only recorded.
        if (item.Fields.AreFollowed)
            return tracked.IsUnsettled && tracked.Desired != tracked.Current ? Decision.Conflict : Decision.Nothing;
        var closes = ItemStates.FromWord(item.Fields.State.Desired!).IsClosed();
        // A write that nobody confirmed may have reached only some of the places where a tracker keeps a value.
        var isThere = tracked.Desired == tracked.Current && (tracked.InFlight is null || field == ItemField.State);
        return (field, tracked.IsUnsettled, isThere, tracked.ChangedByPeople, item.State.IsClosed(), closes) switch
        {
            // The document did not change its mind.
            (_, false, _, _, _, _) => Decision.Nothing,
            // The tracker shows it already.
            (_, _, true, _, _, _) => Decision.Nothing,
            // A closed issue is never reopened by us; a difference between two ways of being closed is people's.
            (ItemField.State, _, _, _, true, _) => Decision.Conflict,
            // Somebody moved it since: theirs stands.
            (_, _, _, true, _, _) => Decision.Conflict,
            // Open or in progress is for people to say.
            (ItemField.State, _, _, _, false, false) => Decision.Nothing,
            _ => Decision.Write,
        };
    }

    private static IssuePatch PatchOf(LedgerItem item, List<ItemField> writes)
    {
        var patch = item.Withdrawal switch
        {
            _ when item.Fields.AreFollowed => new IssuePatch(),
            Withdrawal.Due => new IssuePatch { Withdrawn = true },
            Withdrawal.Returning => new IssuePatch { Withdrawn = false },
            _ => new IssuePatch(),
        };
        foreach (var field in writes)
        {
            var asked = item.Fields[field].Desired;
            patch = field switch
            {
                ItemField.Title => patch with { Title = asked },
                ItemField.Owner => patch with { Owner = new Change<string>(asked) },
                ItemField.Priority => patch with { Priority = Priorities.ParseOrNull(asked) },
                ItemField.Deadline => patch with { Deadline = new Change<Deadline?>(Deadline.ParseOrNull(asked)) },
                _ => patch with { State = ItemStates.FromWord(asked!) },
            };
        }
        return patch;
    }

    private enum Decision
    {
        Nothing,
        Write,
        Conflict,
        Wait,
    }
}
