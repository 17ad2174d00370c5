namespace ActionSync.Simulators.Jira;

public enum JiraMode
{
    Cloud,
    DataCenter,
}

/// <summary>One Jira installation: its books, its kind, and the account whose token is accepted.</summary>
public sealed class JiraSite(JiraMode mode, JiraBook book)
{
    public JiraMode Mode => mode;

    public JiraBook Book => book;

    public bool IsCloud => mode is JiraMode.Cloud;

    /// <summary>The account that the token belongs to.</summary>
    public JiraUser Me { get; } = new("5b-actionsync", "actionsync", "ActionSync", "actionsync@company.com");

    public string Token { get; set; } = "jira-secret-token";

    /// <summary>What a dead token gets: true lets it in as nobody, who sees nothing, as Jira does for addresses that allow anonymous access.</summary>
    public bool DeadTokenIsAnonymous { get; set; }

    /// <summary>Where people open issues; the scoped gateway's own address is another.</summary>
    public string BrowseUrl { get; set; } = "";

    /// <summary>Fields that the edit screen lacks.</summary>
    public HashSet<string> NotEditable { get; } = [];

    /// <summary>Fields that no answer shows, as where an administrator hides them.</summary>
    public HashSet<string> NotShown { get; } = [];

    /// <summary>The resolutions that an administrator has made, besides those of the workflow.</summary>
    public List<string> MoreResolutions { get; } = [];
}
