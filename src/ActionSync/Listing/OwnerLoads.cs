using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Text;

namespace ActionSync.Listing;

/// <summary>What one owner has open.</summary>
/// <param name="Name">As it is spelled: an address, the owner's own text where there is none, or empty for nobody.</param>
/// <param name="Urgent">How many are P0 or P1.</param>
/// <param name="NextDue">The day of the next deadline that is yet to come, in the reminding time zone; null for none.</param>
internal sealed record OwnerLoad(string Name, int Open, int Overdue, int Urgent, DateOnly? NextDue);

/// <summary>One page of owners.</summary>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record OwnerLoads(IReadOnlyList<OwnerLoad> Owners, int Page, int Total)
{
    public const int Size = 50;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Who has what open, counted by the database.</summary>
internal sealed class OwnerLoadStore(LedgerTransaction work)
{
    /// <param name="search">A part of an address, a name or an account, case ignored; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="now">What is overdue is so by then.</param>
    /// <param name="zone">Whose days they are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<OwnerLoads> ReadAsync(string? search, int page, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var rows = await work.QueryAsync<Row>(
            $"""
            select person, name, open, overdue, urgent, next_due, count(*) over () as total from (
              select person, max(person_name) as name, count(*) as open, sum(case when overdue <= @now then 1 else 0 end) as overdue,
                sum(case when priority <= {(int)Priority.P1} then 1 else 0 end) as urgent,
                min(case when due > @now and due < {ItemIndexEntry.NeverDue} then due end) as next_due
              from item_index
              where is_open = 1 {(search is null ? "" : @"and (words like @part escape '\' or (person = '' and @nobody like @part escape '\'))")}
              group by person
            ) loads order by overdue desc, urgent desc, open desc, person limit {OwnerLoads.Size} offset @offset
            """,
            new
            {
                now = now.ToUnixTimeMilliseconds(),
                part = LikePattern.Within(Folded.Of(search?.Trim() ?? "")),
                nobody = Folded.Of(PersonText.Nobody),
                offset = (long)(page - 1) * OwnerLoads.Size,
            }, cancellationToken);
        return new([.. rows.Select(row => row.ToLoad(zone))], page, rows.Count == 0 ? 0 : (int)rows[0].Total);
    }

    private sealed class Row
    {
        public string Person { get; set; } = "";
        public string Name { get; set; } = "";
        public long Open { get; set; }
        public long Overdue { get; set; }
        public long Urgent { get; set; }
        public long? NextDue { get; set; }
        public long Total { get; set; }

        /// <summary>A deadline that is a day ends as the next one begins.</summary>
        public OwnerLoad ToLoad(TimeZoneInfo zone) => new(
            Name, (int)Open, (int)Overdue, (int)Urgent,
            NextDue is { } due ? ZonedTime.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(due - 1), zone) : null);
    }
}
