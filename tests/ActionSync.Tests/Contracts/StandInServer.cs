using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace ActionSync.Tests.Contracts;

/// <summary>A service that says one thing to whatever it is asked, and remembers how it was asked.</summary>
internal sealed class StandInServer : IDisposable
{
    /// <summary>The lower, the sooner: what certain credentials are answered, then what one address answers, the most exact first.</summary>
    private const int ToSomebody = -100;

    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });

    public string Url => _server.Url!;

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<WireMock.IRequestMessage> Requests => [.. _server.LogEntries.Select(entry => entry.RequestMessage!)];

    /// <summary>The only request so far.</summary>
    public WireMock.IRequestMessage Request => Assert.Single(Requests);

    /// <summary>Those of one method whose path ends so.</summary>
    public IReadOnlyList<WireMock.IRequestMessage> Asked(string method, string path) =>
        [.. Requests.Where(request => request.Method == method && request.Path.EndsWith(path, StringComparison.Ordinal))];

    /// <param name="headers">Each as "Name: value"; JSON unless one of them says another type.</param>
    public StandInServer Says(int status, string body, params string[] headers)
    {
        _server.Given(Any()).RespondWith(new StandInAnswer(status, body, headers).ToResponse());
        return this;
    }

    /// <summary>What one address answers the first time, the second time and so on; the last one for good.</summary>
    /// <param name="address">A path, with those parameters that tell it from others.</param>
    public StandInServer SaysInTurn(string address, params StandInAnswer[] answers) => SaysInTurn("*", address, answers);

    public StandInServer SaysInTurn(string method, string address, params StandInAnswer[] answers)
    {
        for (var n = 0; n < answers.Length; n++)
        {
            var turn = _server.Given(At(method, address)).AtPriority(Rank(method, address)).InScenario($"{method} {address}");
            if (n > 0)
                turn = turn.WhenStateIs($"{n}");
            turn.WillSetStateTo($"{Math.Min(n + 1, answers.Length - 1)}").RespondWith(answers[n].ToResponse());
        }
        return this;
    }

    /// <summary>What one address answers, whatever else is said.</summary>
    public StandInServer Shows(string address, string json) => Shows("*", address, (200, json));

    public StandInServer Shows(string method, string address, StandInAnswer answer)
    {
        _server.Given(At(method, address)).AtPriority(Rank(method, address)).RespondWith(answer.ToResponse());
        return this;
    }

    /// <summary>What those are answered whose credentials are these.</summary>
    public StandInServer SaysTo(string authorization, int status, string body, string method = "*")
    {
        _server.Given(Of(method, Any()).WithHeader("Authorization", authorization)).AtPriority(ToSomebody)
            .RespondWith(new StandInAnswer(status, body).ToResponse());
        return this;
    }

    public void Dispose() => _server.Dispose();

    private static IRequestBuilder Any() => WireMock.RequestBuilders.Request.Create();

    private static IRequestBuilder Of(string method, IRequestBuilder request) => method == "*" ? request : request.UsingMethod(method);

    private static int Rank(string method, string address) => -1 - (method == "*" ? 0 : 1) - 2 * address.Count(c => c == '=');

    private static IRequestBuilder At(string method, string address)
    {
        var parts = address.Split('?', 2);
        var request = Of(method, Any().WithPath(parts[0]));
        foreach (var parameter in parts.Length > 1 ? parts[1].Split('&') : [])
            request = request.WithParam(parameter.Split('=')[0], parameter.Split('=')[1]);
        return request;
    }
}

/// <param name="Headers">Each as "Name: value"; JSON unless one of them says another type.</param>
internal sealed record StandInAnswer(int Status, string Body, params string[] Headers)
{
    public static implicit operator StandInAnswer((int Status, string Body) answer) => new(answer.Status, answer.Body);

    public IResponseBuilder ToResponse()
    {
        var headers = Headers.Where(header => header != "").Select(header => header.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        headers.TryAdd("Content-Type", "application/json");
        var response = Response.Create().WithStatusCode(Status).WithBody(Body);
        foreach (var (name, value) in headers)
            response = response.WithHeader(name, value);
        return response;
    }
}
