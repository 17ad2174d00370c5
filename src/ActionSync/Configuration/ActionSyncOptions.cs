using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Configuration;

/// <summary>The whole configuration, bound, checked and complete: paths are set, trackers are of their kind, secrets are read.</summary>
public sealed class ActionSyncOptions
{
    /// <summary>The root folder of the defaults below.</summary>
    public string Data { get; set; } = "data";

    public IntakeOptions Intake { get; set; } = new();

    public LedgerOptions Ledger { get; set; } = new();

    /// <summary>By name; never empty: without configuration there is the folder tracker "board".</summary>
    public IReadOnlyDictionary<string, TrackerOptions> Trackers { get; set; } = new Dictionary<string, TrackerOptions>();

    /// <summary>The first match wins; never empty.</summary>
    public IReadOnlyList<RouteOptions> Routes { get; set; } = [];

    /// <summary>By address, case ignored.</summary>
    public IReadOnlyDictionary<string, PersonOptions> People { get; set; } = new Dictionary<string, PersonOptions>(StringComparer.OrdinalIgnoreCase);

    public PlanningOptions Planning { get; set; } = new();

    public ScheduleOptions Schedule { get; set; } = new();

    public RefreshingOptions Refreshing { get; set; } = new();

    public RemindingOptions Reminding { get; set; } = new();

    public ChannelsOptions Channels { get; set; } = new();

    public LoggingOptions Logging { get; set; } = new();

    public DashboardOptions Dashboard { get; set; } = new();
}

/// <summary>Where documents come in.</summary>
public sealed class IntakeOptions
{
    /// <summary>The drop folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Accepted revisions and receipts, a folder an incident.</summary>
    public string Archive { get; set; } = "";

    /// <summary>Bad documents, each beside its problems file.</summary>
    public string Rejected { get; set; } = "";

    /// <summary>How often the drop folder is listed; the watcher's events are only a hint.</summary>
    public TimeSpan Rescan { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a file's size and time must stay the same before it is read.</summary>
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(1);

    public long MaxFileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Leave the files of the drop folder where they are (for a folder that others own).</summary>
    public bool KeepInPlace { get; set; }
}

public enum LedgerProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Where the ledger is kept.</summary>
public sealed class LedgerOptions
{
    public LedgerProvider Provider { get; set; } = LedgerProvider.Sqlite;

    /// <summary>An ADO.NET connection string; a secret where it holds a password.</summary>
    public Secret ConnectionString { get; set; } = new("Data Source=data/actionsync.db");

    /// <summary>Part of every marker: two installations that share a tracker need two namespaces.</summary>
    public string Namespace { get; set; } = "default";
}

/// <summary>Sends the items that match to one tracker.</summary>
public sealed class RouteOptions
{
    /// <summary>Globs (* and ?), case ignored; all that are given must match.</summary>
    public RouteConditions When { get; set; } = new();

    public string Tracker { get; set; } = "";
}

public sealed class RouteConditions
{
    /// <summary>Matches <c>service</c> or any of <c>affected_services</c>.</summary>
    public string? Service { get; set; }

    public string? Severity { get; set; }

    public string? Type { get; set; }

    public string? Priority { get; set; }

    public string? Owner { get; set; }
}

/// <summary>What is known of one person.</summary>
public sealed class PersonOptions
{
    public string? Name { get; set; }

    /// <summary>GitHub login.</summary>
    public string? GitHub { get; set; }

    /// <summary>Jira account id (Cloud) or user name (Data Center).</summary>
    public string? Jira { get; set; }

    /// <summary>Slack member id.</summary>
    public string? Slack { get; set; }

    /// <summary>The address of whom escalations go to.</summary>
    public string? Manager { get; set; }

    /// <summary>The address of who is asked where this person cannot be reached.</summary>
    public string? Backup { get; set; }

    /// <summary>Email, Slack, Teams or Comment.</summary>
    public string? Channel { get; set; }
}

/// <summary>What an item gets where its document is silent.</summary>
public sealed class PlanningOptions
{
    public Priority DefaultPriority { get; set; } = Priority.P3;

    /// <summary>Days from resolved_at, else declared_at, else intake; a priority without an entry gets no deadline.</summary>
    public IReadOnlyDictionary<Priority, int> DefaultDeadlineDays { get; set; } = new Dictionary<Priority, int> { [Priority.P1] = 28, [Priority.P2] = 56 };
}

public sealed class ScheduleOptions
{
    /// <summary>How many trackers one worker works on at once.</summary>
    public int MaxTrackers { get; set; } = 4;
}

public sealed class RefreshingOptions
{
    public TimeSpan Poll { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A Quartz cron expression, in the reminding time zone.</summary>
    public string Nightly { get; set; } = "0 0 2 * * ?";
}

/// <summary>Who is reminded of what, and when.</summary>
public sealed class RemindingOptions
{
    /// <summary>Rules the end of a day, the hours of reminders and the nightly pass.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    public IReadOnlyList<TimeOnly> At { get; set; } = [new(9, 0)];

    public IReadOnlySet<DayOfWeek> WorkingDays { get; set; } = new HashSet<DayOfWeek>
    {
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
    };

    /// <summary>These or more urgent.</summary>
    public IReadOnlyList<Priority> Priorities { get; set; } = [Priority.P1];

    /// <summary>How many days before the deadline a reminder comes.</summary>
    public IReadOnlyList<int> DueSoonDays { get; set; } = [2];

    public int OverdueEveryDays { get; set; } = 1;

    /// <summary>Working days after the owner's first overdue reminder.</summary>
    public int EscalateAfterDays { get; set; } = 3;

    public int MaxPerPersonPerDay { get; set; } = 1;

    public IReadOnlySet<DateOnly> Holidays { get; set; } = new HashSet<DateOnly>();

    public int MaxSnoozeDays { get; set; } = 14;

    /// <summary>Who is told of items that nobody else can be told of.</summary>
    public string? Orphans { get; set; }

    /// <summary>Who gets the weekly report.</summary>
    public IReadOnlyList<string> Report { get; set; } = [];
}

public sealed class ChannelsOptions
{
    public EmailOptions Email { get; set; } = new();

    public SlackOptions Slack { get; set; } = new();

    public TeamsOptions Teams { get; set; } = new();

    public CommentOptions Comment { get; set; } = new();
}

/// <summary>Mail over SMTP; without a host, one .eml file a message.</summary>
public sealed class EmailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public bool StartTls { get; set; } = true;

    public string? User { get; set; }

    public Secret? Password { get; set; }

    public string From { get; set; } = "actionsync@localhost";

    /// <summary>Where the .eml files go.</summary>
    public string Outbox { get; set; } = "";
}

public sealed class SlackOptions
{
    public string BaseUrl { get; set; } = "https://slack.com/api";

    public Secret? Token { get; set; }
}

public sealed class TeamsOptions
{
    /// <summary>The Workflows address; whoever knows it can post, so it is a secret.</summary>
    public Secret? Url { get; set; }
}

public sealed class CommentOptions
{
    public bool Enabled { get; set; }
}

public enum LogFormat
{
    Text,
    Json,
}

public sealed class LoggingOptions
{
    public LogFormat Format { get; set; } = LogFormat.Text;
}

/// <summary>The web pages and webhooks of <c>run</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    public Secret? ApiKey { get; set; }

    public Secret? GitHubWebhookSecret { get; set; }

    public Secret? JiraWebhookSecret { get; set; }
}
