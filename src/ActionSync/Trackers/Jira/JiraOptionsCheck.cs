using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;
using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>A Jira tracker needs a site, a project and an account; on Cloud the account has an address.</summary>
internal static class JiraOptionsCheck
{
    private const int LongestLabel = 255;

    public static void Run(JiraOptions jira, CheckedOptions check)
    {
        var (key, _, findings) = check;
        var hasToken = check.IsSecretGiven("Token");
        check.CheckUrl(jira.BaseUrl, hasToken && jira.SendsInTheClear is not null);
        if (jira.Project == "")
            findings.Add($"{key}:Project", "is missing; it must be the project's key, such as OPS");
        else if (!IsProjectKey(jira.Project))
            findings.Add($"{key}:Project", $"{Wording.Quote(jira.Project)} is not right; it must be the project's key, such as OPS");
        if (!hasToken)
            findings.Add($"{key}:Token", "is missing; set Token or TokenFile");
        if (jira.Deployment == JiraDeployment.Cloud && string.IsNullOrEmpty(jira.Email))
            findings.Add($"{key}:Email", "is missing; Deployment Cloud needs the address of the token's account (for your own server set DataCenter)");
        else if (jira.Deployment == JiraDeployment.DataCenter && jira.Email is not null)
            findings.Notice($"{key}:Email", "is not used; Deployment DataCenter takes the token alone");
        if (jira.Deployment == JiraDeployment.Cloud && !string.IsNullOrEmpty(jira.Email) && new AddressAttribute().Expected(jira.Email) is { } expected)
            findings.Add($"{key}:Email", $"{Wording.Quote(jira.Email)} is not right; it must be {expected}");
        CheckStates(jira.Resolutions, $"{key}:Resolutions", JiraStateWords.Closed, word => JiraStateWords.Read(word)?.IsClosed() == true, findings);
        CheckStates(jira.Statuses, $"{key}:Statuses", JiraStateWords.All, word => JiraStateWords.Read(word) is not null, findings);
        check.CheckLabels(jira.Labels, LabelProblem);
    }

    private static void CheckStates(IReadOnlyDictionary<string, string> map, string key, string allowed, Func<string, bool> isRight, Findings findings)
    {
        foreach (var (name, word) in map.Where(entry => !isRight(entry.Value)))
            findings.Add($"{key}:{name}", $"{Wording.Quote(word)} is not right; it must be {allowed}");
    }

    private static string? LabelProblem(string label) =>
        label.Any(char.IsWhiteSpace) ? "Jira takes no spaces in one" : label.Length > LongestLabel ? $"Jira takes at most {LongestLabel} characters" : null;

    private static bool IsProjectKey(string project) => char.IsAsciiLetter(project[0]) && project.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
