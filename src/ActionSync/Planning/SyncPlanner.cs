using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Planning;

/// <summary>
/// Compares a document with what the ledger knows of its incident and says what has to happen. Pure: the same input gives the same plan,
/// and nothing is read or written.
/// </summary>
internal sealed class SyncPlanner(ItemAsker asker, LedgerOptions ledger)
{
    /// <summary>From this many withdrawals on, more than half of an incident's items wait for a person's word.</summary>
    private const int ManyWithdrawals = 3;

    /// <summary>Of a text that may be long, history shows this much.</summary>
    private const int MaxWords = 500;

    private static readonly ItemField[] AllFields = Enum.GetValues<ItemField>();

    /// <param name="document">The latest document of the incident.</param>
    /// <param name="known">All items of the incident.</param>
    /// <param name="now">When the document is taken in.</param>
    public SyncPlan Plan(IncidentDocument document, IReadOnlyList<LedgerItem> known, DateTimeOffset now)
    {
        if (document.ActionItems is not { } items || document.WithdrawsNothing)
            return SyncPlan.Unchanged(document.Incident, known);

        var asks = items.Select((item, i) => asker.Ask(document, item, i + 1, now)).ToList();
        var (matches, unmatched) = ItemMatching.Match(asks, known);
        var keys = new ItemKeys(document.Incident.Id, known.Select(k => k.Key));
        var steps = new List<PlanStep>();
        for (var i = 0; i < asks.Count; i++)
        {
            steps.Add(matches[i] is { } match
                ? Compare(match, asker.Ask(document, items[i], i + 1, match.FirstSeenAt), now)
                : Create(document.Incident.Id, asks[i], keys, now));
        }
        steps.AddRange(Withdraw(unmatched, known));
        return new SyncPlan(document.Incident, steps);
    }

    private PlanStep Create(string incidentId, ItemAsk ask, ItemKeys keys, DateTimeOffset now)
    {
        var key = keys.New(ask.Source);
        var fields = new TrackedFields { NamedUrl = ask.Source.Url, Extras = ask.Extras };
        foreach (var field in AllFields)
            fields = fields.With(field, new TrackedField(Desired: ask.Word(field)));
        return new PlanStep(StepKind.Create, new LedgerItem
        {
            Key = key,
            IncidentId = incidentId,
            Identity = ask.Identity,
            ExplicitId = ask.Source.Id,
            Marker = Marker.Of(ledger.Namespace, key),
            Position = ask.Position,
            Type = ask.Source.Type,
            // What was over before we heard of it is tracked, but needs no issue.
            State = ask.State.IsClosed() ? ask.State : ItemState.Pending,
            DoneAt = ask.State == ItemState.Done ? now : null,
            PendingAction = ask.State.IsClosed() ? PendingAction.None : ask.Source.Url is null ? PendingAction.Create : PendingAction.Adopt,
            Title = ask.Source.Title,
            Owner = ask.Owner,
            Priority = ask.Priority,
            Deadline = ask.Deadline,
            Url = ask.Source.Url,
            Fields = fields,
            FirstSeenAt = now,
        }, []);
    }

    private static PlanStep Compare(LedgerItem known, ItemAsk ask, DateTimeOffset now)
    {
        var changes = new List<FieldChange>();
        var fields = known.Fields;
        foreach (var field in AllFields)
        {
            var asked = ask.Word(field);
            if (asked == fields[field].Desired || (field == ItemField.Deadline && Deadline.SameMeaning(asked, fields[field].Desired)))
                continue;
            changes.Add(new FieldChange(field.ToWord(), fields[field].Desired, asked));
            fields = fields.With(field, fields[field] with { Desired = asked });
        }
        if (known.Type != ask.Source.Type)
            changes.Add(new FieldChange("type", known.Type, ask.Source.Type));
        if (Named(known, known.Fields.NamedUrl ?? known.Url) is var named && Named(known, ask.Source.Url) is var names && named != names)
            changes.Add(new FieldChange(FieldChange.Url, named, names));
        changes.AddRange(Differences(known.Fields.Extras, ask.Extras));
        if (known.IsWithdrawn)
            changes.Add(new FieldChange("withdrawn", "yes", null));

        var item = (known with
        {
            Identity = ask.Identity,
            ExplicitId = ask.Source.Id ?? known.ExplicitId,
            Position = ask.Position,
            Type = ask.Source.Type,
            Fields = fields with { Extras = ask.Extras },
        }).Naming(ask.Source.Url).Reappear().Reconsider(ask.Source.Url, now);
        var renamed = changes.Exists(c => c.Field == ItemFields.Title) && ask.Identity != known.Identity;
        return new PlanStep(changes.Count == 0 ? StepKind.Keep : renamed ? StepKind.Rename : StepKind.Update, item, changes);
    }

    /// <summary>Which fields hold defaults is no change that anybody asks for: their values are compared.</summary>
    private static IEnumerable<FieldChange> Differences(ItemExtras? before, ItemExtras? after) =>
        from list in new (string Field, IReadOnlyList<string>? From, IReadOnlyList<string>? To)[]
        {
            (FieldChange.Owners, before?.Owners, after?.Owners), (FieldChange.Links, before?.Links, after?.Links),
            (FieldChange.Details, before?.Details, after?.Details),
        }
        where !(list.From ?? []).SequenceEqual(list.To ?? [])
        select new FieldChange(list.Field, Words(list.From), Words(list.To));

    private static string? Words(IReadOnlyList<string>? list) => list is null ? null : TextCut.AtWord(string.Join("; ", list), MaxWords);

    /// <summary>The issue that a document names; null where that is the item's own.</summary>
    private static string? Named(LedgerItem known, string? url) => known.Issue is { } own && !known.Fields.AreFollowed && url == own.Url ? null : url;

    private static IEnumerable<PlanStep> Withdraw(IReadOnlyList<LedgerItem> unmatched, IReadOnlyList<LedgerItem> known)
    {
        var leaving = unmatched.Where(item => !item.IsWithdrawn).ToList();
        var live = known.Count(item => !item.IsWithdrawn);
        var held = leaving.Count >= ManyWithdrawals && leaving.Count * 2 > live;
        foreach (var item in unmatched)
        {
            if (item.IsWithdrawn)
                yield return new PlanStep(StepKind.Keep, item, []);
            else if (held)
                yield return new PlanStep(StepKind.Withdraw, item with { Withdrawal = Withdrawal.Held }, []);
            else
                yield return new PlanStep(StepKind.Withdraw, item.Withdraw(), []);
        }
    }
}
