using ActionSync.Items;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders;

/// <summary>What is overdue and reaches nobody, a finding for each cause rather than for each item. Pure.</summary>
internal static class UnheardFindings
{
    private const int MostNamed = 3;

    public static IReadOnlyList<Finding> Of(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.Where(verdict => verdict.ReachesNobody).GroupBy(verdict => (verdict.Owner, verdict.Reason)).Select(cause => Of([.. cause]))];

    private static Finding Of(IReadOnlyList<Verdict> cause)
    {
        var reason = $"{cause[0].Reason.TrimEnd('.')}.";
        return cause is [var only]
            ? new Finding(Good: false, only.ItemKey, $"it is overdue and reaches nobody: {reason}")
            : new Finding(
                Good: false, cause[0].Owner ?? "reminders", $"{cause.Count} overdue items reach nobody: {Titles(cause)}. Of each of them this is so: {reason}");
    }

    private static string Titles(IReadOnlyList<Verdict> cause)
    {
        var named = string.Join(", ", cause.Take(MostNamed).Select(verdict => $"\"{TextProfile.Mail.Plain(verdict.Title, TextProfile.NameLimit)}\""));
        return cause.Count > MostNamed ? $"{named} and {cause.Count - MostNamed} more" : named;
    }
}
