using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>What each column may hold. Pure.</summary>
internal static class ColumnRules
{
    private static readonly long Latest = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>A member that nobody knows is one of ours that lost its name.</summary>
    private static readonly LedgerJson Strict = new(new JsonSerializerOptions(LedgerJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
    });

    /// <summary>What a rebuild once wrote where nobody knew.</summary>
    private static readonly long Unknown = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    public static string? Problem(LedgerTable table, LedgerColumn column, object? value, IReadOnlyDictionary<string, ColumnRule> ofStages)
    {
        if (value is null or DBNull)
            return column.MayBeNull ? null : "it is empty";
        if (column.IsText ? value is not string : value is not (long or int))
            return $"{Describe(value)} is no {(column.IsText ? "text" : "whole number")}";
        try
        {
            return value is string text
                ? OfText($"{table.Name}.{column.Name}", text, ofStages)
                : OfNumber($"{table.Name}.{column.Name}", Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (LedgerDamage.IsUnreadable(e))
        {
            return e.Message.TrimEnd('.');
        }
    }

    private static string? OfNumber(string name, long value) => name switch
    {
        // Deadlines of any century, and what stands for none.
        "item_index.due" or "item_index.overdue" => null,
        "items.priority" or "item_index.priority" => value is >= 0 and <= 4 ? null : $"{value} is no priority",
        _ when IsTime(name) => (value >= 0 && value < Latest) || value == Unknown ? null : $"{value} is no time",
        // Ids, places, counts, sizes.
        _ => value >= 0 && (value <= int.MaxValue || name is "seen_files.size" || name.EndsWith("id", StringComparison.Ordinal))
            ? null
            : $"{value} is out of range",
    };

    private static string? OfText(string name, string text, IReadOnlyDictionary<string, ColumnRule> ofStages)
    {
        if (ofStages.TryGetValue(name, out var rule))
            return rule.Problem(text);
        switch (name)
        {
            case "items.state":
                ItemStates.FromWord(text);
                break;
            case "items.withdrawal":
                LedgerCell.Word<Withdrawal>(text);
                break;
            case "items.work":
                LedgerCell.Word<PendingAction>(text);
                break;
            case "items.problem_code" when text != ItemProblem.FormerUnknownTicket:
                LedgerCell.Word<ProblemCode>(text);
                break;
            case "items.snooze_source":
                LedgerCell.Word<SnoozeSource>(text);
                break;
            case "items.fields":
                return OfFields(LedgerCell.Json(text, Strict.TrackedFields).Require());
            case "items.unread":
                ItemRow.ReadUnread(text);
                break;
            case "items.deadline" or "reminder_tally.deadline":
                LedgerCell.Optional(text, Deadline.ParseOrNull);
                break;
            case "incidents.brief":
                IncidentStore.Require(LedgerCell.Json(text, LedgerJson.Default.IncidentBrief), null);
                break;
            case "found_issues.issue":
                TrackerStore.Require(LedgerCell.Json(text, LedgerJson.Default.FoundIssue));
                break;
            case "reminders.day" or "reminder_tally.first_tried" or "reminder_tally.last_sent" or "snoozes.asked" or "snoozes.until" or "snoozes.on_day"
                or "report_mails.week" or "rejection_notices.day" or "rejection_mails.day" or "mutes.until" or "group_lists.week" or "items.snooze_until":
                DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
        }
        return null;
    }

    /// <summary>The words of three of the five fields have few forms.</summary>
    private static string? OfFields(TrackedFields fields) =>
        Words(fields.Priority).FirstOrDefault(word => Priorities.ParseOrNull(word) is null) is { } priority ? $"\"{priority}\" is no priority"
        : Words(fields.Deadline).FirstOrDefault(word => Deadline.ParseOrNull(word) is null) is { } deadline ? $"\"{deadline}\" is no deadline"
        : Words(fields.State).FirstOrDefault(word => !Enum.GetValues<ItemState>().Any(state => state.ToWord() == word)) is { } state
        ? $"\"{state}\" is no state"
        : fields.Extras?.Defaults?.FirstOrDefault(word => !Enum.GetValues<ItemField>().Any(field => field.ToWord() == word)) is { } name
        ? $"\"{name}\" is no field"
        : null;

    private static IEnumerable<string> Words(TrackedField field) =>
        new[] { field.Desired, field.Settled, field.LastWritten, field.ReadBack, field.Current, field.InFlight?.Value,
            field.Abandoned?.Value }.OfType<string>();

    private static bool IsTime(string name) =>
        name is "reminder_slots.slot" or "seen_files.since"
        || name.EndsWith(".at", StringComparison.Ordinal) || name.EndsWith("_at", StringComparison.Ordinal)
        || name.EndsWith("_until", StringComparison.Ordinal) || name.EndsWith("_since", StringComparison.Ordinal);

    private static string Describe(object value) =>
        value is byte[] bytes ? $"{bytes.Length} bytes" : $"\"{Convert.ToString(value, CultureInfo.InvariantCulture)}\"";
}
