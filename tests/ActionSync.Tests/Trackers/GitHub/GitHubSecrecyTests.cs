using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.GitHub;

public sealed class GitHubSecrecyTests
{
    [Fact]
    public async Task The_token_appears_in_no_log_and_no_exception()
    {
        await using var stage = await GitHubStage.SetAsync();
        var said = new List<string>();
        Fault[] faults =
        [
            Fault.Code(401), Fault.Code(403), Fault.Code(404), Fault.Code(410), Fault.Code(422), Fault.Code(500), Fault.Limited(429, 1), Fault.Html(),
            Fault.ResetConnection(), Fault.LoseAnswer(), new Fault.CutShort(), new Fault.HalfJson(),
        ];
        foreach (var fault in faults)
        {
            foreach (var method in new[] { "GET", "POST" })
            {
                stage.GitHub.Faults.Next(method, "*", fault, times: 3);
                said.Add(await SayAsync(() => stage.OutcomeAsync(tracker: stage.Tracker())));
                said.Add(await SayAsync(() => stage.Tracker().CheckAsync(default)));
                stage.GitHub.Faults.Clear();
            }
        }

        Assert.NotEmpty(stage.Log.Lines);
        Assert.All(stage.Log.Lines.Concat(said), text => Assert.DoesNotContain(stage.Token, text));
        Assert.DoesNotContain(stage.Token, stage.Repository.Everything.Select(issue => issue.Body).Append("").Aggregate(string.Concat));
    }

    [Theory]
    [InlineData("ghp_secret\nvalue")]
    [InlineData("ghp_sécret")]
    [InlineData("")]
    public async Task A_token_that_cannot_be_a_header_is_refused_without_being_shown(string token)
    {
        await using var stage = await GitHubStage.SetAsync();

        var problem = await Assert.ThrowsAsync<TrackerException>(() => stage.Tracker(o => o.Token = new Secret(token)).ListAsync([], default));

        Assert.Equal(TrackerFault.Unauthorised, problem.Fault);
        Assert.DoesNotContain("ghp_", problem.ToString());
        Assert.DoesNotContain(stage.Log.Lines, line => line.Contains("ghp_", StringComparison.Ordinal));
    }

    private static async Task<string> SayAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act() switch
            {
                IEnumerable<Finding> findings => string.Join('\n', findings),
                var other => $"{other}",
            };
        }
        catch (TrackerException problem)
        {
            return problem.ToString();
        }
    }
}
