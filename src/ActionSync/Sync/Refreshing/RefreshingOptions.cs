using ActionSync.Configuration.Rules;

namespace ActionSync.Sync.Refreshing;

/// <summary>When the trackers are asked what people did.</summary>
public sealed class RefreshingOptions
{
    /// <summary>How often changes are fetched. Default: 5 minutes.</summary>
    [SpanBetween("00:00:01", "1.00:00:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A Quartz cron expression (seconds first), in the reminding time zone, for the complete listing. Default: 02:00 every day.</summary>
    public string Nightly { get; set; } = "0 0 2 * * ?";
}
