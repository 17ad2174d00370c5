namespace ActionSync.Reports;

/// <summary>Of the promises that were decided, how many were kept: done by their deadline.</summary>
/// <param name="Broken">Done after the deadline, or past it and not done.</param>
internal sealed record KeptPromises(int Kept, int Broken)
{
    public int All => Kept + Broken;

    /// <summary>Null where none was decided.</summary>
    public int? Percent => All == 0 ? null : (int)Math.Round(100.0 * Kept / All, MidpointRounding.AwayFromZero);

    public static KeptPromises Of(IEnumerable<ReportItem> items)
    {
        var counts = items.Where(item => item.DecidedOn is not null).CountBy(item => item.Result == ItemResult.OnTime).ToDictionary();
        return new(counts.GetValueOrDefault(true), counts.GetValueOrDefault(false));
    }
}

/// <param name="Month">Its first day. A promise counts in the month in which it was kept, or in which its deadline passed.</param>
internal sealed record KeptMonth(DateOnly Month, KeptPromises Promises)
{
    /// <summary>So many months are told, the present one among them.</summary>
    private const int Most = 12;

    public string Name => $"{Month:yyyy-MM}";

    /// <summary>The first month that is told on a day.</summary>
    public static DateOnly FirstOf(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Most);

    /// <summary>From the first month with anything decided, without a gap; no promise is decided in days to come.</summary>
    public static List<KeptMonth> Until(DateOnly today, Func<DateOnly, KeptPromises> of) =>
    [
        .. Enumerable.Range(0, Most).Select(n => FirstOf(today).AddMonths(n)).Select(month => new KeptMonth(month, of(month)))
            .SkipWhile(month => month.Promises.All == 0),
    ];
}

/// <summary>Which way it goes: the last three months, the present one among them, beside the three before.</summary>
internal sealed record KeptTrend(KeptPromises Recent, KeptPromises Before)
{
    /// <summary>A difference that a single item makes is none.</summary>
    private const int Notable = 5;
    private const int Months = 3;

    public static KeptTrend Of(IReadOnlyCollection<ReportItem> items, DateOnly today)
    {
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        return new(Within(next.AddMonths(-Months), next), Within(next.AddMonths(-2 * Months), next.AddMonths(-Months)));

        KeptPromises Within(DateOnly from, DateOnly to) => KeptPromises.Of(items.Where(item => item.DecidedOn >= from && item.DecidedOn < to));
    }

    /// <summary>better, worse or same; null where one of the two has nothing to compare.</summary>
    public string? Word => (Recent.Percent - Before.Percent) switch
    {
        null => null,
        >= Notable => "better",
        <= -Notable => "worse",
        _ => "same",
    };
}

/// <param name="Name">The team's, or the word for none.</param>
internal sealed record KeptTeam(string Name, KeptPromises Promises, KeptTrend Trend);
