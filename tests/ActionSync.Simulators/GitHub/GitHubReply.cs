using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>An answer before it is written.</summary>
internal sealed record GitHubReply(int Status, JsonNode? Body)
{
    private const string Documentation = "https://docs.github.com/rest";

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public static GitHubReply Ok(JsonNode body) => new(200, body);

    public static GitHubReply Created(JsonNode body) => new(201, body);

    public static GitHubReply NoContent() => new(204, null);

    public static GitHubReply NotFound() => Error(404, "Not Found");

    public static GitHubReply Error(int status, string message, string documentation = Documentation) =>
        new(status, new JsonObject { ["message"] = message, ["documentation_url"] = documentation, ["status"] = $"{status}" });

    /// <summary>422 as GitHub words it.</summary>
    public static GitHubReply Invalid(string resource, string field, string code, string? message = null, string? value = null)
    {
        var error = new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code };
        if (message is not null)
            error["message"] = message;
        if (value is not null)
            error["value"] = value;
        return new(422, new JsonObject
        {
            ["message"] = "Validation Failed",
            ["errors"] = new JsonArray(error),
            ["documentation_url"] = Documentation,
            ["status"] = "422",
        });
    }

    /// <summary>What a token lacks.</summary>
    public static GitHubReply Lacking(GitHubAccess access, string permission) =>
        Error(403, access.AppSlug is null ? "Resource not accessible by personal access token" : "Resource not accessible by integration")
            .With("X-Accepted-GitHub-Permissions", permission);

    /// <summary>Reads are told 301, writes 307.</summary>
    public static GitHubReply Moved(string method, string location) =>
        new GitHubReply(
            method == "GET" ? 301 : 307, new JsonObject { ["message"] = "Moved Permanently", ["url"] = location, ["documentation_url"] = Documentation })
            .With("Location", location);

    public GitHubReply With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }
}
