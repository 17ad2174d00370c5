using System.Text.Json;
using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers.Jira;

/// <summary>A Jira project, Cloud or Data Center.</summary>
public sealed class JiraOptions : TrackerOptions
{
    public string BaseUrl { get; set; } = "";

    /// <summary>Lets the token travel over plain http to another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }

    public override string? SendsInTheClear => InTheClear.Is(BaseUrl) && !AllowInsecure ? nameof(AllowInsecure) : null;

    public JiraDeployment Deployment { get; set; } = JiraDeployment.Cloud;

    /// <summary>The project's key.</summary>
    public string Project { get; set; } = "";

    public string IssueType { get; set; } = "Task";

    /// <summary>Cloud: the account of the token. Data Center: not used.</summary>
    public string? Email { get; set; }

    public Secret? Token { get; set; }

    /// <summary>Which Jira priority stands for which of ours; maps merge by key. "Low|Lowest" writes the first and reads both.</summary>
    [PriorityKeys]
    public IReadOnlyDictionary<string, string> Priorities { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["P0"] = "Highest",
        ["P1"] = "Highest",
        ["P2"] = "High",
        ["P3"] = "Medium",
        ["P4"] = "Low",
    };

    /// <summary>What a resolution of the site means: its name to done, wont_do or duplicate. What stands here comes before the built-in words.</summary>
    public IReadOnlyDictionary<string, string> Resolutions { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Won't Do"] = "wont_do",
        ["Won't Fix"] = "wont_do",
        ["Duplicate"] = "duplicate",
    };

    /// <summary>What a status of the site means, where its category does not tell: its name to open, in_progress, done, wont_do or duplicate.</summary>
    public IReadOnlyDictionary<string, string> Statuses { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values for further fields that the project requires: field id or name to a JSON value.</summary>
    public IReadOnlyDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Close the issue of a withdrawn item, instead of only flagging it.</summary>
    public bool CloseWithdrawn { get; set; }

    public override string? Location => Project == "" ? null : $"{BaseUrl.TrimEnd('/')}/{Project}";

    public override int? MaxCreatesPerRun { get; set; } = 100;

    public override int? WritesPerMinute { get; set; } = 300;

    public override TimeSpan SettleUnknown { get; set; } = TimeSpan.FromMinutes(2);
}

public enum JiraDeployment
{
    Cloud,
    DataCenter,
}
