using ActionSync.Testing;
using ActionSync.Tests.Contracts;
using ActionSync.Web.Signals;

namespace ActionSync.Tests.Web.Signals;

/// <summary>What is made of whatever answers where a worker should.</summary>
public sealed class HealthQuestionTests
{
    private const string Well = """{ "status": "ok", "parts": [], "problems": [], "waiting": [] }""";
    private const string Unwell = """{ "status": "failing", "parts": [], "problems": ["The ledger cannot be read."], "waiting": [] }""";

    [Fact]
    public async Task A_worker_that_is_well_says_so()
    {
        var reply = await AskAsync(200, Well);

        Assert.True(reply.IsGood);
        Assert.Empty(reply.Problems);
    }

    [Fact]
    public async Task One_that_is_not_says_why()
    {
        var reply = await AskAsync(503, Unwell);

        Assert.False(reply.IsGood);
        Assert.Equal(["The ledger cannot be read.", "The worker's log and actionsync doctor say what to do."], reply.Problems);
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(500, Well)]
    [InlineData(301, "")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, """{ "status": "UP" }""")]
    [InlineData(503, "<html>Service Unavailable</html>")]
    public async Task Something_else_that_listens_there_is_no_worker(int status, string body)
    {
        var reply = await AskAsync(status, body);

        Assert.False(reply.IsGood);
        Assert.Contains($"answered {status}, and not as actionsync run does. Check the address", Assert.Single(reply.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_listens_that_is_said()
    {
        var reply = await HealthQuestion.AskAsync(new Uri($"{FreeAddress.Next()}/health"), TestContext.Current.CancellationToken);

        Assert.False(reply.IsGood);
        Assert.Contains("does not answer: ", Assert.Single(reply.Problems), StringComparison.Ordinal);
        Assert.EndsWith("Start actionsync run, or name its address by --url.", reply.Problems[0], StringComparison.Ordinal);
    }

    private static async Task<HealthReply> AskAsync(int status, string body)
    {
        using var server = new StandInServer().Says(status, body);
        return await HealthQuestion.AskAsync(new Uri($"{server.Url}/health"), TestContext.Current.CancellationToken);
    }
}
