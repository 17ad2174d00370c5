using Microsoft.OpenApi;

namespace ActionSync.Web.Api;

/// <summary>The shape of the report for the API's description, as <see cref="Reports.ReportJson"/> writes it; days are numbers, times are UTC.</summary>
internal static class ReportDescription
{
    public static OpenApiSchema Schema() => Object(
        [
            ("at", Text("date-time")), ("since", Text("date")), ("total", Counts()),
            ("byOwner", MapOf(Counts())), ("byService", MapOf(Counts())), ("byType", MapOf(Counts())), ("byPriority", MapOf(Counts())),
            ("daysToClose", Object([("median", NumberOrNull()), ("p90", NumberOrNull())])),
            ("deadlinesMoved", Object(
            [
                ("items", Count()), ("times", Count()), ("medianDays", NumberOrNull()), ("mostDays", Count()),
                ("most", ListOf(Object([("key", Text()), ("times", Count()), ("days", Count())]))),
            ])),
            ("withoutOpenPrevention", ListOf(Object(
                [("incident", Text()), ("title", Text()), ("preventionItems", Count()), ("otherOpenItems", Count())]))),
            ("repeatedActions", ListOf(Object(
                [("title", Text()), ("items", ListOf(Object([("incident", Text()), ("key", Text()), ("state", Text())])))]))),
            ("byTeam", MapOf(Counts())),
            ("kept", Object([.. Trend(), ("byMonth", MapOf(Kept())), ("byTeam", MapOf(Object(Trend())))])),
            ("overdue", ListOf(Overdue())),
        ],
        mayLack: "since");

    private static OpenApiSchema Counts() => Object(
    [
        .. new[] { "onTime", "late", "overdue", "open", "wontDo", "backlog", "all", "doneBefore" }.Select(name => (name, Count())),
        ("keptPercent", NumberOrNull()),
    ]);

    private static OpenApiSchema Kept() => Object([("kept", Count()), ("broken", Count()), ("percent", NumberOrNull())]);

    private static (string Name, OpenApiSchema Schema)[] Trend() => [("lastThreeMonths", Kept()), ("threeMonthsBefore", Kept()), ("trend", TextOrNull())];

    private static OpenApiSchema Overdue() => Object(
    [
        ("key", Text()), ("incident", Text()), ("incidentTitle", Text()), ("title", Text()), ("owner", TextOrNull()), ("team", TextOrNull()),
        ("priority", Text()), ("deadline", TextOrNull()), ("daysOverdue", NumberOrNull()), ("issue", TextOrNull()), ("url", TextOrNull()),
        ("short", TextOrNull()),
    ]);

    private static OpenApiSchema Object((string Name, OpenApiSchema Schema)[] members, string? mayLack = null) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
        Required = members.Select(member => member.Name).Where(name => name != mayLack).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema MapOf(OpenApiSchema each) => new() { Type = JsonSchemaType.Object, AdditionalProperties = each };

    private static OpenApiSchema ListOf(OpenApiSchema each) => new() { Type = JsonSchemaType.Array, Items = each };

    private static OpenApiSchema Text(string? format = null) => new() { Type = JsonSchemaType.String, Format = format };

    private static OpenApiSchema TextOrNull() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null };

    private static OpenApiSchema Count() => new() { Type = JsonSchemaType.Integer };

    private static OpenApiSchema NumberOrNull() => new() { Type = JsonSchemaType.Number | JsonSchemaType.Null };
}
