using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Pages with <c>Link</c>; the links go to /repositories/{id}, as GitHub's may.</summary>
internal static class GitHubPages
{
    public static GitHubReply Of<T>(GitHubRequest request, GitHubRepository repository, string rest, IReadOnlyList<T> all, Func<T, JsonNode> write)
    {
        var shown = all.Skip((request.Page - 1) * request.PerPage).Take(request.PerPage);
        var reply = GitHubReply.Ok(new JsonArray([.. shown.Select(write)]));
        var last = Math.Max(1, (all.Count + request.PerPage - 1) / request.PerPage);
        var links = new List<string>();
        if (request.Page < last)
            links.AddRange([Link(request.Page + 1, "next"), Link(last, "last")]);
        if (request.Page > 1)
            links.AddRange([Link(request.Page - 1, "prev"), Link(1, "first")]);
        return links.Count == 0 ? reply : reply.With("Link", string.Join(", ", links));

        string Link(int page, string rel)
        {
            var query = request.Query.Where(q => q.Key != "page").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}").Append($"page={page}");
            return $"<{request.Url}/repositories/{repository.Id}/{rest}?{string.Join('&', query)}>; rel=\"{rel}\"";
        }
    }
}
