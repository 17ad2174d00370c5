using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>What an App does with its JWT: https://docs.github.com/rest/apps/apps</summary>
internal sealed class AppEndpoints(GitHubWorld world)
{
    public GitHubReply Handle(string method, string path, string jwt, GitHubUrls url)
    {
        string? wrong = null;
        var app = Verify(jwt, ref wrong);
        if (app is null)
            return GitHubReply.Error(401, wrong ?? "A JSON web token could not be decoded");
        if (method == "GET" && path == "/app")
            return GitHubReply.Ok(GitHubActors.App(app, world.Now, url));
        if (method != "POST" || path != $"/app/installations/{app.InstallationId}/access_tokens")
            return GitHubReply.NotFound();
        var expires = world.Now.AddHours(1);
        var token = $"ghs_{Guid.NewGuid():N}{Guid.NewGuid():N}";
        world.Tokens.Add(token, new GitHubAccess($"{app.Slug}[bot]") { AppSlug = app.Slug, ExpiresAt = expires });
        return GitHubReply.Created(new JsonObject
        {
            ["token"] = token,
            ["expires_at"] = GitHubJson.Time(expires),
            ["permissions"] = new JsonObject { ["issues"] = "write", ["metadata"] = "read" },
            ["repository_selection"] = "selected",
        });
    }

    private GitHubApp? Verify(string jwt, ref string? wrong)
    {
        var parts = jwt.Split('.');
        if (parts.Length != 3)
            return null;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        if (header["alg"]?.ToString() != "RS256" || world.Apps.Find(a => a.ClientId == claims["iss"]?.ToString()) is not { } app)
            return null;
        using var key = RSA.Create();
        key.ImportFromPem(app.PublicKey);
        if (!key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return null;
        var now = world.Now.ToUnixTimeSeconds();
        var (issued, expires) = ((long)claims["iat"]!, (long)claims["exp"]!);
        wrong = issued > now ? "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
            : expires <= now ? "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
            : expires - now > 600 ? "'Expiration time' claim ('exp') is too far in the future"
            : null;
        return wrong is null ? app : null;
    }
}
