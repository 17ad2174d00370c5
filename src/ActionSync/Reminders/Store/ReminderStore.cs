using System.Globalization;
using System.Text;
using System.Text.Json;
using ActionSync.Ledger;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using Dapper;

namespace ActionSync.Reminders.Store;

/// <summary>Planned and sent digests, and what everybody was told. The primary key of a digest is what keeps it from going out twice.</summary>
internal sealed class ReminderStore(LedgerTransaction work)
{
    private const int RowsPerInsert = 100;
    private const string Columns = "person, day, sequence, state, entries, planned_at, channel, tried, attempts, next_try_at, claimed_by, claimed_at, remark";
    /// <summary>The words of these columns are reminders' own.</summary>
    public static IReadOnlyList<ColumnRule> ColumnRules { get; } =
    [
        new("reminders.state", text => Read(() => LedgerCell.Word<ReminderState>(text))),
        new("reminders.entries", text => Read(() => LedgerCell.Json(text, ReminderJson.Default.IReadOnlyListPlannedEntry))),
        new("reminder_tally.kind", text => KindOrNull(text) is null ? $"\"{text}\" is no kind of reminder" : null),
    ];

    private const string Key = "person = @Person and day = @Day and sequence = @Sequence";

    /// <summary>What cannot be read throws.</summary>
    private static string? Read(Func<object?> read)
    {
        read();
        return null;
    }

    public async Task<bool> WasPlannedAsync(DateTimeOffset slot, CancellationToken cancellationToken) =>
        await work.SingleAsync<long>("select count(*) from reminder_slots where slot = @slot", new { slot }, cancellationToken) > 0;

    /// <summary>
    /// When reminders were last planned, else when the first item that is still open was seen: from then on people wait for the next ones. Null for neither.
    /// </summary>
    public async Task<DateTimeOffset?> WaitingSinceAsync(CancellationToken cancellationToken) => await work.SingleAsync<long?>(
        """
        select coalesce((select max(planned_at) from reminder_slots),
          (select min(first_seen_at) from items where state in ('open', 'in_progress', 'pending', 'unknown')))
        """, null, cancellationToken) is { } since
            ? DateTimeOffset.FromUnixTimeMilliseconds(since)
            : null;

    /// <summary>False where another process planned the slot first.</summary>
    public async Task<bool> TakeSlotAsync(DateTimeOffset slot, DateTimeOffset now, CancellationToken cancellationToken) =>
        await work.ExecuteAsync(
            "insert into reminder_slots (slot, planned_at) values (@slot, @now) on conflict (slot) do nothing", new { slot, now }, cancellationToken) > 0;

    public Task PlanAsync(IEnumerable<PlannedReminder> reminders, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        insert into reminders (person, day, sequence, state, entries, planned_at, tried, attempts)
        values (@Person, @Day, @Sequence, @State, @Entries, @PlannedAt, '', 0) on conflict (person, day, sequence) do nothing
        """, reminders.Select(ReminderRow.Of).ToList(), cancellationToken);

    /// <summary>All digests from one day to another, whatever became of them.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> OfDaysAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ReminderRow>(
            $"select {Columns} from reminders where day >= @from and day <= @to order by person, day, sequence", new { from, to }, cancellationToken))
            .Select(r => r.ToReminder())];

    /// <summary>All digests from one day to another that came to an end or are tried again, in order.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> BetweenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ReminderRow>(
            $"select {Columns} from reminders where day >= @from and day <= @to and state not in ('planned', 'sending', 'dropped') order by person, day, sequence",
            new { from, to }, cancellationToken)).Select(r => r.ToReminder())];

    /// <summary>Digests, up to this day, that did not get through yet.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> UnfinishedAsync(DateOnly day, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ReminderRow>(
            $"select {Columns} from reminders where day <= @day and state in ('planned', 'sending', 'failed', 'unknown') and (state <> 'unknown' or next_try_at is not null) order by day, person, sequence",
            new { day }, cancellationToken)).Select(r => r.ToReminder())];

    /// <summary>People whose last digest since then could not be delivered by any channel.</summary>
    public Task<IReadOnlyList<string>> UnreachableAsync(DateOnly since, DateOnly today, CancellationToken cancellationToken) =>
        work.QueryAsync<string>(UnreachableSql, new { since, last = today }, cancellationToken);

    /// <summary>Of the days from <c>@since</c> to <c>@last</c>.</summary>
    internal const string UnreachableSql =
        """
        select person from reminders r where day >= @since and day <= @last and state = 'unreachable'
          and not exists (select 1 from reminders n where n.person = r.person and n.day <= @last and (n.day > r.day or (n.day = r.day and n.sequence > r.sequence)))
        """;

    /// <summary>The digests of some people from one day to another, whatever became of them.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> OfPeopleAsync(
        IReadOnlyCollection<string> people, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ReminderRow>(
            $"select {Columns} from reminders where person in @people and day >= @from and day <= @to order by person, day, sequence",
            new { people = people.ToArray(), from, to }, cancellationToken)).Select(r => r.ToReminder())];

    /// <summary>The last digests of somebody that came to an end or are tried again, the latest first.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> LatestAsync(string person, int most, CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ReminderRow>(
            $"select {Columns} from reminders where person = @person and state not in ('planned', 'sending', 'dropped') order by day desc, sequence desc limit @most",
            new { person, most }, cancellationToken)).Select(r => r.ToReminder())];

    /// <summary>The right to send now, by this channel; false where somebody else has it.</summary>
    /// <param name="abandoned">Claims of other workers that are older than this are taken over.</param>
    public async Task<bool> ClaimAsync(
        PlannedReminder reminder, string channel, string worker, DateTimeOffset now, DateTimeOffset abandoned, CancellationToken cancellationToken) =>
            await work.ExecuteAsync(
                $"""
             update reminders set state = 'sending', channel = @channel, tried = @Tried, attempts = attempts + 1, claimed_by = @worker, claimed_at = @now
             where {Key} and (state in ('planned', 'failed', 'unknown') or (state = 'sending' and (claimed_by = @worker or claimed_at <= @abandoned)))
             """,
                new { reminder.Person, reminder.Day, reminder.Sequence, Tried = string.Join(',', reminder.Tried), channel, worker, now, abandoned },
                cancellationToken) > 0;

    public Task SettleAsync(PlannedReminder reminder, DateTimeOffset now, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"update reminders set state = @State, channel = @Channel, tried = @Tried, next_try_at = @NextTryAt, remark = @Remark, settled_at = @now where {Key}",
        ReminderRow.Of(reminder).With(now), cancellationToken);

    public async Task<IReadOnlyList<ReminderTally>> TallyAsync(CancellationToken cancellationToken) =>
        [.. (await work.QueryAsync<ToldRow>(
            """
            select t.item_key, t.person, t.kind, t.deadline, t.first_tried, t.last_sent, t.times
            from reminder_tally t join items i on i.key = t.item_key
            where i.state in ('open', 'in_progress', 'pending', 'unknown') and i.deadline = t.deadline
            """, null, cancellationToken)).Select(r => r.ToTold())];

    /// <summary>Notes that a person was asked about these items on a day, or that it was tried.</summary>
    public async Task TellAsync(IReadOnlyList<ReminderTally> told, CancellationToken cancellationToken)
    {
        foreach (var chunk in told.Chunk(RowsPerInsert))
        {
            var parameters = new DynamicParameters();
            var values = new StringBuilder();
            for (var n = 0; n < chunk.Length; n++)
            {
                var t = chunk[n];
                values.Append(CultureInfo.InvariantCulture, $"{(n == 0 ? "" : ", ")}(@i{n}, @p{n}, @k{n}, @d{n}, @f{n}, @l{n}, @t{n})");
                parameters.Add($"i{n}", t.ItemKey);
                parameters.Add($"p{n}", t.Person);
                parameters.Add($"k{n}", KindWord(t.Kind));
                parameters.Add($"d{n}", t.Deadline);
                parameters.Add($"f{n}", DayWord(t.FirstTried));
                parameters.Add($"l{n}", DayWord(t.LastSent), System.Data.DbType.String);
                parameters.Add($"t{n}", t.Times);
            }
            await work.ExecuteAsync(
                $"""
                 insert into reminder_tally (item_key, person, kind, deadline, first_tried, last_sent, times) values {values}
                 on conflict (item_key, person, kind, deadline) do update set
                   times = reminder_tally.times + case when reminder_tally.last_sent is null or reminder_tally.last_sent < excluded.last_sent then excluded.times else 0 end,
                   last_sent = coalesce(excluded.last_sent, reminder_tally.last_sent)
                 """, parameters, cancellationToken);
        }
    }

    internal static string KindWord(ReminderKind kind) => kind switch
    {
        ReminderKind.Escalated => "escalated",
        ReminderKind.Orphan => "orphan",
        ReminderKind.Overdue => "overdue",
        _ => "due_soon",
    };

    internal static ReminderKind? KindOrNull(string? word) =>
        Enum.GetValues<ReminderKind>().Cast<ReminderKind?>().FirstOrDefault(k => KindWord(k!.Value) == word);

    private static string? DayWord(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class ToldRow
    {
        public string ItemKey { get; set; } = "";
        public string Person { get; set; } = "";
        public string Kind { get; set; } = "";
        public string Deadline { get; set; } = "";
        public DateOnly FirstTried { get; set; }
        public DateOnly? LastSent { get; set; }
        public int Times { get; set; }

        public ReminderTally ToTold() =>
            new(ItemKey, Person,
                LedgerCell.Read($"reminder_tally row {ItemKey} {Person}", "kind",
                    () => KindOrNull(Kind) ?? throw new FormatException($"\"{Kind}\" is no kind.")), Deadline, FirstTried, LastSent, Times);
    }

    private sealed class ReminderRow
    {
        public string Person { get; set; } = "";
        public DateOnly Day { get; set; }
        public int Sequence { get; set; }
        public string State { get; set; } = "";
        public string Entries { get; set; } = "";
        public DateTimeOffset PlannedAt { get; set; }
        public string? Channel { get; set; }
        public string Tried { get; set; } = "";
        public int Attempts { get; set; }
        public DateTimeOffset? NextTryAt { get; set; }
        public string? ClaimedBy { get; set; }
        public DateTimeOffset? ClaimedAt { get; set; }
        public string? Remark { get; set; }

        public static ReminderRow Of(PlannedReminder r) => new()
        {
            Person = r.Person,
            Day = r.Day,
            Sequence = r.Sequence,
            State = r.State.ToString().ToLowerInvariant(),
            Entries = JsonSerializer.Serialize(r.Entries, ReminderJson.Default.IReadOnlyListPlannedEntry),
            PlannedAt = r.PlannedAt,
            Channel = r.Channel,
            Tried = string.Join(',', r.Tried),
            NextTryAt = r.NextTryAt,
            Remark = r.Remark,
        };

        public object With(DateTimeOffset now) => new { Person, Day, Sequence, State, Channel, Tried, NextTryAt, Remark, now };

        public PlannedReminder ToReminder() => new()
        {
            Person = Person,
            Day = Day,
            Sequence = Sequence,
            State = LedgerCell.Read($"reminders row {Person} {Day:yyyy-MM-dd}", "state", () => LedgerCell.Word<ReminderState>(State)),
            Entries = LedgerCell.Read(
                $"reminders row {Person} {Day:yyyy-MM-dd}", "entries", () => LedgerCell.Json(Entries, ReminderJson.Default.IReadOnlyListPlannedEntry)),
            PlannedAt = PlannedAt,
            Channel = Channel,
            Tried = Tried.Split(',', StringSplitOptions.RemoveEmptyEntries),
            Attempts = Attempts,
            NextTryAt = NextTryAt,
            ClaimedBy = ClaimedBy,
            ClaimedAt = ClaimedAt,
            Remark = Remark,
        };
    }
}
