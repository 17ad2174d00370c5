using System.Text.Json.Nodes;
using ActionSync.Listing;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;

namespace ActionSync.Web.Api;

/// <summary>The API's description, <c>/api/openapi.json</c>: its endpoints as they are mapped, and what only the handlers read of a request.</summary>
internal static class ApiDescription
{
    private static readonly IReadOnlyDictionary<string, string> Filters = new Dictionary<string, string>
    {
        [ItemQueryReader.Owner] = "An address, a name, a part of one, or nobody. Several times: any of them.",
        [ItemQueryReader.Team] = "A group of the configuration, or nobody for items of none. Several times: any of them.",
        [ItemQueryReader.Priority] = "As P1, P0,P2 or P0..P2.",
        [ItemQueryReader.Incident] = "An incident's id, or the beginning of ids. Several times: any of them.",
        [ItemQueryReader.State] = "One or several of pending, unknown, open, in_progress, done, wont_do, duplicate, missing, with commas.",
        [ItemQueryReader.Tracker] = "Names of trackers, with commas.",
        [ItemQueryReader.Overdue] = "true: only what is past its deadline.",
        [ItemQueryReader.Open] = "true: only what is left to do.",
        [ItemQueryReader.Search] = "Words that all stand in the title, the key, or the incident's id or title.",
        [ItemQueryReader.Sort] = "incident, deadline, priority, owner, state or changed; with - before it the other way round.",
        [ItemQueryReader.Page] = "A page of 50, from 1; without it all items are streamed.",
    };

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        // The shapes are those that are written, by the same generated code.
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, StatusJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, HistoryJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, Archive.ReceiptJson.Default);
        });
        return services.AddOpenApi(options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(ApiPaths.Root[1..], StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "ActionSync",
                    Version = "1",
                    Description = "Incident documents in; action items, receipts and the report out. With Dashboard:ApiKey set, every request carries it: Authorization: Bearer KEY.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                Complete(operation);
                return Task.CompletedTask;
            });
        });
    }

    private static void Complete(OpenApiOperation operation)
    {
        switch (operation.OperationId)
        {
            case "items":
                Add(operation, Filters);
                break;
            case "itemsCsv":
                Add(operation, Filters.Where(filter => filter.Key != ItemQueryReader.Page));
                break;
            case "report":
                Add(operation, [new(ReportAnswers.Since, "Only incidents since this day, yyyy-MM-dd.")]);
                break;
            case "postIncident":
                Add(operation,
                [
                    new(DocumentPosts.Name, "What a file would be called; it tells the incident where the text itself does not."),
                    new(DocumentPosts.DryRun, "true: the answer is the document's plan, the object of plan --json, and nothing is written."),
                ]);
                operation.RequestBody = Document();
                break;
        }
    }

    private static void Add(OpenApiOperation operation, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        operation.Parameters ??= [];
        foreach (var (name, description) in parameters)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static OpenApiRequestBody Document() => new()
    {
        Required = true,
        Description =
            "The document: the reference shape (config/incident.schema.json) in JSON or YAML, a Markdown postmortem, or an export of an incident tool.",
        Content = DocumentType.Named.ToDictionary(type => type, type => type == "application/json"
            ? new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = new JsonObject() }
            : new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } }),
    };
}
