using System.Globalization;
using System.Text.Json.Nodes;

namespace ActionSync.Simulators.GitHub;

/// <summary>Issue fields: https://docs.github.com/rest/issues/issue-field-values</summary>
internal sealed class FieldEndpoints(GitHubWorld world)
{
    public GitHubReply OfOrganisation(string organisation) =>
        world.FieldsOf(organisation) is { Count: > 0 } fields
            ? GitHubReply.Ok(new JsonArray([.. fields.Select(GitHubJson.Field)]))
            : GitHubReply.NotFound();

    public GitHubReply Values(GitHubRequest request, GitHubRepository repository, GitHubIssue issue)
    {
        var fields = world.FieldsOf(repository.Owner);
        if (request.Method == "GET")
            return GitHubReply.Ok(GitHubJson.FieldValues(issue, fields));
        if (!request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        var values = request.Body["issue_field_values"] as JsonArray ?? [];
        foreach (var value in values)
        {
            var field = fields.FirstOrDefault(f => f.Id == (long)value!["field_id"]!);
            if (field is null || !Takes(field, value!["value"]))
                return GitHubReply.Invalid("IssueFieldValue", "value", "invalid", $"Value is not valid for {field?.Name ?? "this field"}");
        }
        var start = request.Method == "PUT" ? issue with { Fields = issue.Fields.Clear() } : issue;
        return GitHubReply.Ok(GitHubJson.FieldValues(repository.Put(Merge(start, values, fields)), fields));
    }

    public static GitHubReply Remove(GitHubRequest request, GitHubRepository repository, GitHubIssue issue, long field)
    {
        if (!request.Access.Push)
            return GitHubReply.Lacking(request.Access, "issues=write");
        if (!issue.Fields.ContainsKey(field))
            return GitHubReply.NotFound();
        repository.Put(issue with { Fields = issue.Fields.Remove(field) });
        return GitHubReply.NoContent();
    }

    /// <summary>Takes the values that fit and drops the others, as a create does.</summary>
    public static GitHubIssue Merge(GitHubIssue issue, JsonArray values, IReadOnlyList<GitHubField> fields)
    {
        foreach (var value in values)
        {
            if (fields.FirstOrDefault(f => f.Id == (long)value!["field_id"]!) is { } field && Takes(field, value!["value"]))
                issue = issue with { Fields = issue.Fields.SetItem(field.Id, value["value"]!.ToString()) };
        }
        return issue;
    }

    private static bool Takes(GitHubField field, JsonNode? value) => field.DataType switch
    {
        "date" => DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "single_select" => field.Options.Contains(value?.ToString()),
        _ => value is not null,
    };
}
