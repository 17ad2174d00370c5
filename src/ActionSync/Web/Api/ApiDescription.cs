using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;

namespace ActionSync.Web.Api;

/// <summary>The API's description, <c>/api/openapi.json</c>: its endpoints as they are mapped, and what only the handlers read of a request.</summary>
internal static class ApiDescription
{
    private const string KeyScheme = "key";

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
    {
        // The shapes are those that are written, by the same generated code.
        services.Configure<JsonOptions>(json =>
        {
            foreach (var context in WrittenMembers.Contexts)
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, context);
            // Numbers are never written as text.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        return services.AddOpenApi(options =>
        {
            // HEAD is GET without its body, and is described by it.
            options.ShouldInclude = endpoint => endpoint.HttpMethod != HttpMethods.Head
                && endpoint.RelativePath?.StartsWith(ApiPaths.Root[1..], StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, context, _) =>
            {
                Introduce(document, context.ApplicationServices.GetRequiredService<DashboardOptions>());
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, _, _) =>
            {
                Complete(operation);
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (schema.Properties is { Count: > 0 } && WrittenMembers.Of(context.JsonTypeInfo.Type) is { Count: > 0 } written)
                    schema.Required = written;
                return Task.CompletedTask;
            });
        });
    }

    private static void Introduce(OpenApiDocument document, DashboardOptions options)
    {
        document.Info = new()
        {
            Title = "ActionSync",
            Version = "1",
            Description = "Incident documents in; action items, receipts and the report out. With Dashboard:ApiKey set, every request carries it: Authorization: Bearer KEY.",
        };
        if (options.ApiKey is null)
            return;
        document.AddComponent<IOpenApiSecurityScheme>(KeyScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key of Dashboard:ApiKey.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
    }

    private static void Complete(OpenApiOperation operation)
    {
        switch (operation.OperationId)
        {
            case "items":
                Add(operation, [.. ApiParameters.Filters, ApiParameters.Page]);
                break;
            case "itemsCsv":
                Add(operation, [.. ApiParameters.Filters, ApiParameters.PageOfValues]);
                break;
            case "report":
                Add(operation, [ApiParameters.Since]);
                if (operation.Responses?["200"].Content?.Values.FirstOrDefault() is { } answer)
                    answer.Schema = ReportDescription.Schema();
                break;
            case "postIncident":
                Add(operation, ApiParameters.OfDocuments);
                operation.RequestBody = Document();
                break;
        }
    }

    private static void Add(OpenApiOperation operation, IReadOnlyList<OpenApiParameter> parameters)
    {
        operation.Parameters ??= [];
        foreach (var parameter in parameters)
            operation.Parameters.Add(parameter);
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
