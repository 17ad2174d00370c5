using ActionSync.Intake;

namespace ActionSync.Reports;

/// <summary>Who is to be told of which rejected document. Pure.</summary>
internal static class RejectionNews
{
    /// <summary>What to promise for a day: to nobody a second mail on one day, and of no document twice.</summary>
    /// <param name="waiting">The documents that were rejected in time and still wait.</param>
    /// <param name="readers">Whom to tell of a document.</param>
    /// <param name="told">What was promised before.</param>
    /// <param name="failed">Promises of earlier days that were not kept: they are news as before.</param>
    /// <param name="served">Who has a mail on this day already.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<RejectionNotice> Of(
        IEnumerable<Rejection> waiting, Func<Rejection, IEnumerable<string>> readers, IEnumerable<RejectionNotice> told,
        IReadOnlySet<(DateOnly Day, string Person)> failed, IReadOnlySet<string> served, DateOnly day)
    {
        var kept = told.Where(notice => !failed.Contains((notice.Day, notice.Person))).Select(notice => (notice.List, notice.Person)).ToHashSet();
        return
        [
            .. from rejection in waiting
               from person in readers(rejection)
               where !served.Contains(person) && !kept.Contains((rejection.List, person))
               select new RejectionNotice { List = rejection.List, Person = person, Day = day },
        ];
    }
}
