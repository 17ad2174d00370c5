using ActionSync.Configuration.Binding;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Configuration.Checks;

/// <summary>A GitHub tracker needs a repository, and exactly one way to show who it is.</summary>
internal static class GitHubCheck
{
    private const int LongestLabel = 50;

    public static void Run(GitHubTrackerOptions gitHub, string key, string currentDirectory, Findings findings)
    {
        TrackerCheck.CheckUrl(gitHub.BaseUrl, $"{key}:BaseUrl", gitHub.SendsInTheClear is not null && (gitHub.Token is not null || gitHub.App is not null), findings);
        if (gitHub.Repository == "")
            findings.Add($"{key}:Repository", "is missing; it must be owner/name, such as acme/payments");
        else if (!IsOwnerAndName(gitHub.Repository))
            findings.Add($"{key}:Repository", $"{Wording.Quote(gitHub.Repository)} is not right; it must be owner/name, such as acme/payments");
        foreach (var (name, value) in new[] { ("DeadlineField", gitHub.DeadlineField), ("PriorityField", gitHub.PriorityField) })
        {
            if (string.IsNullOrWhiteSpace(value))
                findings.Add($"{key}:{name}", "must not be empty");
        }
        TrackerCheck.CheckLabels(gitHub.Labels, $"{key}:Labels", LabelProblem, findings);
        CheckAccount(gitHub, key, currentDirectory, findings);
    }

    private static string? LabelProblem(string label) => label.Length > LongestLabel ? $"GitHub takes at most {LongestLabel} characters" : null;

    private static void CheckAccount(GitHubTrackerOptions gitHub, string key, string currentDirectory, Findings findings)
    {
        // Asked of the settings: a token whose file cannot be read is given all the same, and has its problem already.
        var hasToken = findings.IsGiven($"{key}:Token") || findings.IsGiven($"{key}:TokenFile");
        if (hasToken && gitHub.App is not null)
            findings.Add($"{key}:App", $"is set, and {key}:Token as well; keep one of the two");
        else if (!hasToken && gitHub.App is null)
            findings.Add($"{key}:Token", $"is missing; set Token, TokenFile or App:{{ClientId, InstallationId, PrivateKeyFile}}");
        if (gitHub.App is not { } app)
            return;
        foreach (var (name, value) in new[] { ("ClientId", app.ClientId), ("InstallationId", app.InstallationId), ("PrivateKeyFile", app.PrivateKeyFile) })
        {
            if (value == "" && !findings.IsGiven($"{key}:App:{name}"))
                findings.Add($"{key}:App:{name}", "is missing; an App needs ClientId, InstallationId and PrivateKeyFile");
        }
        if (app.PrivateKeyFile != "")
            CheckPrivateKey(app.PrivateKeyFile, $"{key}:App:PrivateKeyFile", currentDirectory, findings);
    }

    private static void CheckPrivateKey(string path, string key, string currentDirectory, Findings findings)
    {
        if (new SecretReader(findings, currentDirectory).ReadText(path, key) is { } text && !text.Contains("PRIVATE KEY-----"))
            findings.Add(key, $"the file {Wording.Quote(path)} holds no private key in PEM form");
    }

    private static bool IsOwnerAndName(string repository) =>
        repository.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] && name is not ("." or "..")
        && (owner + name).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
