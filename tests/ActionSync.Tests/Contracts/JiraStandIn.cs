using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Testing;
using ActionSync.Trackers.Http;
using ActionSync.Trackers.Jira;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Contracts;

/// <summary>A stand-in for a Jira that lies below a path, and the trackers of its project OPS.</summary>
internal sealed class JiraStandIn : IDisposable
{
    public StandInServer Server { get; } = new();

    public string BaseUrl => $"{Server.Url}/jira";

    /// <summary>Cloud takes address and token, Data Center the token alone.</summary>
    public static string Authorization(JiraDeployment deployment) =>
        deployment is JiraDeployment.Cloud ? "Basic Ym90QGV4YW1wbGUuY29tOmEtdG9rZW4=" : "Bearer a-token";

    /// <summary>Where issues are searched for.</summary>
    public static string Search(JiraDeployment deployment) => deployment is JiraDeployment.Cloud ? "/jira/rest/api/2/search/jql" : "/jira/rest/api/2/search";

    public IssueRef Issue(string id, string key) => new(BaseUrl, "OPS", id, key, $"{BaseUrl}/browse/{key}");

    /// <summary>What one address of version 2 of the API answers, whatever else is said.</summary>
    public JiraStandIn Shows(string path, string json)
    {
        Server.Shows($"/jira/rest/api/2{path}", json);
        return this;
    }

    /// <summary>The same for one method, and sooner than what the address shows to any.</summary>
    public JiraStandIn Shows(string method, string path, string json)
    {
        Server.Shows(method, $"/jira/rest/api/2{path}", (200, json));
        return this;
    }

    /// <summary>The account, the project and its create screen, as each deployment shows them.</summary>
    public JiraStandIn ShowsProject(JiraDeployment deployment)
    {
        var (types, fields, id) = deployment is JiraDeployment.Cloud ? ("issueTypes", "fields", "accountId") : ("values", "values", "name");
        return Shows("/myself", $$"""{"{{id}}":"actionsync","displayName":"ActionSync"}""")
            .Shows("/project/OPS", """{"id":"10000","key":"OPS","name":"Operations"}""")
            .Shows("/user/assignable/search",
                $$"""[{"{{id}}":"alice","emailAddress":"alice+ops@company.com","displayName":"Alice","active":true}]""")
            .Shows("/issue/createmeta/OPS/issuetypes", $$"""{"{{types}}":[{"id":"10001","name":"Task","subtask":false}],"total":1}""")
            .Shows("/issue/createmeta/OPS/issuetypes/10001", $$$"""
                {"total":7,"{{{fields}}}":[
                  {"fieldId":"summary","name":"Summary","required":true,"schema":{"type":"string"}},
                  {"fieldId":"description","name":"Description","required":false,"schema":{"type":"string"}},
                  {"fieldId":"labels","name":"Labels","required":false,"schema":{"type":"array","items":"string"}},
                  {"fieldId":"assignee","name":"Assignee","required":false,"schema":{"type":"user"}},
                  {"fieldId":"duedate","name":"Due date","required":false,"schema":{"type":"date"}},
                  {"fieldId":"project","name":"Project","required":true,"schema":{"type":"project"}},
                  {"fieldId":"priority","name":"Priority","required":false,"schema":{"type":"priority"},
                    "allowedValues":[{"id":"1","name":"Highest"},{"id":"2","name":"High"}]}
                ]}
                """);
    }

    public JiraTracker Tracker(JiraDeployment deployment, TimeProvider? clock = null) => new(
        new JiraOptions
        {
            Name = "jira",
            BaseUrl = $"{BaseUrl}/",
            Project = "OPS",
            Deployment = deployment,
            Email = deployment is JiraDeployment.Cloud ? "bot@example.com" : null,
            Token = new Secret("a-token"),
        },
        TrackerHttp.Create(TimeSpan.FromSeconds(30)), new PeopleDirectory(new Dictionary<string, PersonOptions>()), TimeZoneInfo.Utc, clock ?? new HastyClock(),
        NullLogger<JiraTracker>.Instance);

    public void Dispose() => Server.Dispose();
}
