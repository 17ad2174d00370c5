using ActionSync.Configuration;
using ActionSync.Configuration.Binding;

namespace ActionSync.Trackers.GitHub;

/// <summary>A GitHub tracker needs a repository, and exactly one way to show who it is.</summary>
internal static class GitHubOptionsCheck
{
    private const int LongestLabel = 50;

    public static void Run(GitHubOptions gitHub, CheckedOptions check)
    {
        var (key, _, findings) = check;
        check.CheckUrl(gitHub.BaseUrl, gitHub.SendsInTheClear is not null && (gitHub.Token is not null || gitHub.App is not null));
        if (gitHub.Repository == "")
            findings.Add($"{key}:Repository", "is missing; it must be owner/name, such as acme/payments");
        else if (!IsOwnerAndName(gitHub.Repository))
            findings.Add($"{key}:Repository", $"{Wording.Quote(gitHub.Repository)} is not right; it must be owner/name, such as acme/payments");
        foreach (var (name, value) in new[] { ("DeadlineField", gitHub.DeadlineField), ("PriorityField", gitHub.PriorityField) })
        {
            if (string.IsNullOrWhiteSpace(value))
                findings.Add($"{key}:{name}", "must not be empty");
        }
        check.CheckLabels(gitHub.Labels, LabelProblem);
        CheckAccount(gitHub, check);
    }

    private static string? LabelProblem(string label) => label.Length > LongestLabel ? $"GitHub takes at most {LongestLabel} characters" : null;

    private static void CheckAccount(GitHubOptions gitHub, CheckedOptions check)
    {
        var (key, _, findings) = check;
        // Asked of the settings: a token whose file cannot be read is given all the same, and has its problem already.
        var hasToken = check.IsSecretGiven("Token");
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
            CheckPrivateKey(app.PrivateKeyFile, $"{key}:App:PrivateKeyFile", check);
    }

    private static void CheckPrivateKey(string path, string key, CheckedOptions check)
    {
        if (new SecretReader(check.Findings, check.CurrentDirectory).ReadText(path, key) is { } text && !text.Contains("PRIVATE KEY-----"))
            check.Findings.Add(key, $"the file {Wording.QuotePath(path)} holds no private key in PEM form");
    }

    private static bool IsOwnerAndName(string repository) =>
        repository.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] && name is not ("." or "..")
        && (owner + name).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
