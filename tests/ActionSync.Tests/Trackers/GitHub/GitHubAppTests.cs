using System.Security.Cryptography;
using ActionSync.Simulators.GitHub;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubAppTests
{
    [Fact]
    public async Task An_App_writes_with_installation_tokens_that_are_renewed_before_they_end()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var folder = new TempFolder();
        var tracker = stage.Tracker(Installed(stage, folder));

        var first = await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        await stage.CreateAsync(GitHubStage.Draft(2), tracker);
        Assert.Equal(1, stage.GitHub.Log.Count("POST", "/access_tokens"));
        stage.Clock.Advance(TimeSpan.FromMinutes(56));
        await stage.CreateAsync(GitHubStage.Draft(3), tracker);

        Assert.Equal(2, stage.GitHub.Log.Count("POST", "/access_tokens"));
        Assert.DoesNotContain(stage.GitHub.Log.All, request => request.Status == 401);
        Assert.True(first.CreatedByUs);
        Assert.All(stage.Repository.Issues, issue => Assert.Equal("actionsync[bot]", issue.User));
    }

    [Fact]
    public async Task A_token_that_ended_early_is_replaced_without_a_second_issue()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var folder = new TempFolder();
        var tracker = stage.Tracker(Installed(stage, folder));
        await stage.CreateAsync(GitHubStage.Draft(1), tracker);
        stage.GitHub.Faults.Next("POST", "/issues", Simulators.Fault.Code(401, body: """{"message":"Bad credentials"}"""));

        await stage.CreateAsync(GitHubStage.Draft(2), tracker);

        Assert.Equal(2, stage.Repository.Issues.Count);
    }

    [Fact]
    public async Task A_wrong_key_installation_or_file_is_told()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var folder = new TempFolder();
        var configure = Installed(stage, folder);

        await SaysAsync(o => o.App!.InstallationId = "999", "no installation 999");
        await SaysAsync(o => o.App!.ClientId = "Iv1.other", "Check App:ClientId, the private key, and this machine's clock.");
        await SaysAsync(o => o.App!.PrivateKeyFile = folder["none.pem"], "cannot be read as PEM");
        using var other = RSA.Create(2048);
        File.WriteAllText(folder["key.pem"], other.ExportPkcs8PrivateKeyPem());
        await SaysAsync(_ => { }, "refuses the App");

        async Task SaysAsync(Action<GitHubOptions> change, string words)
        {
            var tracker = stage.Tracker(o =>
            {
                configure(o);
                change(o);
            });
            var problem = await Assert.ThrowsAsync<TrackerException>(() => tracker.ListAsync([], default));
            Assert.Equal(TrackerFault.Unauthorised, problem.Fault);
            Assert.Contains(words, problem.Message);
        }
    }

    internal static Action<GitHubOptions> Installed(GitHubStage stage, TempFolder folder)
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(folder["key.pem"], key.ExportRSAPrivateKeyPem());
        stage.GitHub.World.AddApp(new GitHubApp("Iv1.abc", "actionsync", "4711", key.ExportSubjectPublicKeyInfoPem()));
        return options =>
        {
            options.Token = null;
            options.App = new GitHubAppOptions { ClientId = "Iv1.abc", InstallationId = "4711", PrivateKeyFile = folder["key.pem"] };
        };
    }
}
