using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace ActionSync.Tests.Contracts;

/// <summary>A service that says one thing to whatever it is asked, and remembers how it was asked.</summary>
internal sealed class StandInServer : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });

    public string Url => _server.Url!;

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<WireMock.IRequestMessage> Requests => [.. _server.LogEntries.Select(entry => entry.RequestMessage!)];

    /// <summary>The only request so far.</summary>
    public WireMock.IRequestMessage Request => Assert.Single(Requests);

    /// <param name="headers">Each as "Name: value"; JSON unless one of them says another type.</param>
    public StandInServer Says(int status, string body, params string[] headers)
    {
        var told = headers.Where(header => header != "").Select(header => header.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        told.TryAdd("Content-Type", "application/json");
        var answer = Response.Create().WithStatusCode(status).WithBody(body);
        foreach (var (name, value) in told)
            answer = answer.WithHeader(name, value);
        _server.Given(WireMock.RequestBuilders.Request.Create()).RespondWith(answer);
        return this;
    }

    /// <summary>What one address answers the first time, the second time and so on; the last one for good.</summary>
    public StandInServer SaysInTurn(string path, params (int Status, string Body)[] answers)
    {
        for (var n = 0; n < answers.Length; n++)
        {
            var turn = _server.Given(WireMock.RequestBuilders.Request.Create().WithPath(path)).InScenario(path);
            if (n > 0)
                turn = turn.WhenStateIs($"{n}");
            turn.WillSetStateTo($"{Math.Min(n + 1, answers.Length - 1)}").RespondWith(
                Response.Create().WithStatusCode(answers[n].Status).WithBody(answers[n].Body).WithHeader("Content-Type", "application/json"));
        }
        return this;
    }

    /// <summary>What one address answers, whatever else is said.</summary>
    public StandInServer Shows(string path, string json)
    {
        _server.Given(WireMock.RequestBuilders.Request.Create().WithPath(path)).AtPriority(-1)
            .RespondWith(Response.Create().WithBody(json).WithHeader("Content-Type", "application/json"));
        return this;
    }

    /// <summary>What those are answered whose credentials are these.</summary>
    public StandInServer SaysTo(string authorization, int status, string body)
    {
        _server.Given(WireMock.RequestBuilders.Request.Create().WithHeader("Authorization", authorization)).AtPriority(-1)
            .RespondWith(Response.Create().WithStatusCode(status).WithBody(body).WithHeader("Content-Type", "application/json"));
        return this;
    }

    public void Dispose() => _server.Dispose();
}
