using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers.GitHub;

/// <summary>A GitHub repository, on github.com or a GitHub Enterprise server.</summary>
public sealed class GitHubOptions : TrackerOptions
{
    public string BaseUrl { get; set; } = "https://api.github.com";

    /// <summary>Lets the token travel over plain http to another machine. Default: false.</summary>
    public bool AllowInsecure { get; set; }

    public override string? SendsInTheClear => InTheClear.Is(BaseUrl) && !AllowInsecure ? nameof(AllowInsecure) : null;

    /// <summary>owner/name.</summary>
    public string Repository { get; set; } = "";

    /// <summary>A fine-grained or classic token; or use <see cref="App"/>.</summary>
    public Secret? Token { get; set; }

    public GitHubAppOptions? App { get; set; }

    /// <summary>Labels put on every issue besides the ones that ActionSync needs.</summary>
    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>Where the deadline goes; Auto: a field where the organisation has one, else the body.</summary>
    public DeadlinePlace DeadlineIn { get; set; } = DeadlinePlace.Auto;

    /// <summary>The name of the organisation's issue field that holds the deadline.</summary>
    public string DeadlineField { get; set; } = "Target date";

    /// <summary>The name of the organisation's issue field that holds the priority.</summary>
    public string PriorityField { get; set; } = "Priority";

    public override string? Location => Repository == "" ? null : $"{BaseUrl.TrimEnd('/')}/{Repository}";

    public override int? MaxCreatesPerRun { get; set; } = 100;

    public override int? WritesPerMinute { get; set; } = 30;

    public override TimeSpan SettleUnknown { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>Where a GitHub issue shows its deadline.</summary>
public enum DeadlinePlace
{
    Auto,
    Field,
    Milestone,
    Body,
}

/// <summary>Authentication as a GitHub App installation.</summary>
public sealed class GitHubAppOptions
{
    public string ClientId { get; set; } = "";

    public string InstallationId { get; set; } = "";

    /// <summary>The path of the App's private key, PEM.</summary>
    [FullPath, SecretPath]
    public string PrivateKeyFile { get; set; } = "";
}
