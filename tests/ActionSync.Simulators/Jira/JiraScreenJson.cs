using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Jira;

/// <summary>Create screens in Jira's JSON, with the fields that plug-ins put on every real one.</summary>
internal sealed class JiraScreenJson(JiraSite site, JiraJson json)
{
    public JsonObject Field(JiraProject project, JiraField field)
    {
        var isOurs = !field.Id.StartsWith("customfield_", StringComparison.Ordinal);
        var schema = new JsonObject { ["type"] = field.Type };
        if (field.Items is not null)
            schema["items"] = field.Items;
        if (isOurs)
            schema["system"] = field.Id;
        else
        {
            schema["custom"] = "com.atlassian.jira.plugin.system.customfieldtypes:select";
            schema["customId"] = int.Parse(field.Id.AsSpan("customfield_".Length));
        }
        var described = Described(field.Id, field.Name, field.Required, field.HasDefault, schema, site.IsCloud);
        if (Allowed(project, field) is { } allowed)
            described["allowedValues"] = allowed;
        if (field is { Id: "priority", HasDefault: true })
            described["defaultValue"] = json.Priority(project.Priorities[0], 1);
        if (field.Id is "labels" or "assignee")
            described["autoCompleteUrl"] = json.Self($"{field.Id}/suggest?query=");
        return described;
    }

    /// <summary>Nobody asked for these; their options have ids that are numbers, are bare texts, are nothing at all.</summary>
    public static IEnumerable<JsonObject> OfPlugIns(bool isCloud)
    {
        var weather = Described("customfield_10200", "Weather", false, false, Schema("option", "com.example.icons:icon-select", 10200), isCloud);
        weather["allowedValues"] = new JsonArray(
            new JsonObject { ["id"] = 20100, ["self"] = JiraJson.SomeIcon, ["label"] = "calm", ["avatarId"] = 20534, ["sequence"] = 0, ["disabled"] = false },
            new JsonObject { ["id"] = 20101, ["self"] = JiraJson.SomeIcon, ["label"] = "storm", ["avatarId"] = 20535, ["sequence"] = 1, ["disabled"] = true });
        yield return weather;
        yield return Berth(isCloud);
        var odd = Described("customfield_10301", "Tide", false, true, Schema("any", "com.example.odd:tree", 10301), isCloud);
        odd["allowedValues"] = new JsonArray(
            null, 7, true, new JsonArray("a", "b"), new JsonObject { ["value"] = new JsonObject { ["x"] = 1 }, ["children"] = new JsonArray() });
        odd["defaultValue"] = new JsonArray(1, null);
        yield return odd;
        var strange = Described("customfield_10302", "Swell", false, false, Schema("array", "com.example.odd:map", 10302), isCloud);
        strange["allowedValues"] = new JsonArray(new JsonObject { ["from"] = 1, ["to"] = 9 });
        strange["configuration"] = new JsonObject { ["unit"] = "m" };
        yield return strange;
    }

    /// <summary>A field whose options are plain texts.</summary>
    /// <param name="hasKey">Screens of transitions name it twice on every Jira.</param>
    public static JsonObject Berth(bool hasKey)
    {
        var schema = Schema("array", "com.example.plain:multi", 10300);
        schema["items"] = "option";
        var berth = Described("customfield_10300", "Berth", false, false, schema, hasKey);
        berth["allowedValues"] = new JsonArray("north", "south");
        return berth;
    }

    private JsonArray? Allowed(JiraProject project, JiraField field) => field.Id switch
    {
        "priority" => new JsonArray([.. project.Priorities.Select((name, i) => (JsonNode)json.Priority(name, i + 1))]),
        "issuetype" => new JsonArray([.. project.IssueTypes.Select(t => (JsonNode)json.IssueType(t))]),
        "project" => new JsonArray(json.ProjectOf(project)),
        _ when field.Allowed is { } options => new JsonArray([.. options.Select(a =>
            (JsonNode)new JsonObject { ["self"] = json.Self($"customFieldOption/{a.Key}"), ["value"] = a.Value, ["id"] = a.Key, ["disabled"] = false })]),
        _ => null,
    };

    private static JsonObject Schema(string type, string custom, int id) => new() { ["type"] = type, ["custom"] = custom, ["customId"] = id };

    /// <param name="hasKey">Data Center sends none on create screens.</param>
    private static JsonObject Described(string id, string name, bool required, bool hasDefault, JsonObject schema, bool hasKey)
    {
        var field = new JsonObject { ["required"] = required, ["schema"] = schema, ["name"] = name };
        if (hasKey)
            field["key"] = id;
        field["fieldId"] = id;
        field["hasDefaultValue"] = hasDefault;
        field["operations"] = new JsonArray("set");
        return field;
    }
}
