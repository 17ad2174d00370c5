using System.Net.Mime;
using System.Text.Json.Nodes;
using ActionSync.Archive;
using ActionSync.Listing;
using ActionSync.Web.Access;
using Microsoft.AspNetCore.Routing;

namespace ActionSync.Web.Api;

/// <summary>
/// What programs ask of <c>run</c>, under <c>/api</c>: documents in, and the objects of <c>status</c>, <c>item</c>, <c>history</c> and <c>report</c> out.
/// </summary>
internal static class ApiEndpoints
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<DocumentPosts>()
        .AddSingleton<ItemAnswers>()
        .AddSingleton<IncidentAnswers>()
        .AddSingleton<ReportAnswers>()
        .AddApiDescription();

    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        var api = app.MapGroup(ApiPaths.Root).InArea(Area.Api);
        var answers = api.MapGroup("").AddEndpointFilter<ApiErrors>();
        MapIncidents(answers);
        MapItems(answers);
        answers.MapGet(ApiPaths.Report, (HttpContext context, ReportAnswers report) => report.AnswerAsync(context))
            .WithName("report").WithTags("Report").WithSummary("How the action items of all incidents fare: the object of report --format json.")
            .Produces<JsonObject>().Refuses(StatusCodes.Status400BadRequest);
        api.MapOpenApi(ApiPaths.Description);
        return api;
    }

    private static void MapIncidents(RouteGroupBuilder api)
    {
        api.MapPost(ApiPaths.Incidents, (HttpContext context, DocumentPosts posts) => posts.AnswerAsync(context))
            .WithMetadata(new TakesDocumentsAttribute()).WithName("postIncident").WithTags("Incidents")
            .WithSummary("Hands an incident document in, or says what taking it in would change.")
            .WithDescription("The document goes to the drop folder and is taken in from there within seconds; Location is the address of its receipt. " +
                "The same document again changes nothing and gets the same answer. With dryRun=true the answer is its plan, and nothing is written.")
            .Produces<HandedIn>(StatusCodes.Status202Accepted).Produces<JsonObject>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);
        api.MapGet($"{ApiPaths.Incidents}/{{id}}{ApiPaths.ReceiptPart}",
                (HttpContext context, string id, IncidentAnswers incidents) => incidents.ReceiptAsync(context, id))
            .WithName("receipt").WithTags("Incidents").WithSummary("What became of the incident's items: the receipt of its archive folder.")
            .Produces<Receipt>().Refuses(StatusCodes.Status404NotFound);
        api.MapGet($"{ApiPaths.Incidents}/{{**id}}", (HttpContext context, string id, IncidentAnswers incidents) => incidents.AnswerAsync(context, id))
            .WithName("incident").WithTags("Incidents").WithSummary("One incident with its items and its history.")
            .Produces<IncidentDetails>().Refuses(StatusCodes.Status404NotFound);
    }

    private static void MapItems(RouteGroupBuilder api)
    {
        api.MapGet(ApiPaths.Items, (HttpContext context, ItemAnswers items) => items.ListAsync(context))
            .WithName("items").WithTags("Items").WithSummary("The items that pass all filters: the objects of status --json.")
            .WithDescription("All of them, streamed. With page a page of 50; X-Total-Count says how many there are, and Link where the next ones are.")
            .Produces<List<StatusEntry>>().Refuses(StatusCodes.Status400BadRequest);
        api.MapGet(ApiPaths.ItemsCsv, (HttpContext context, ItemAnswers items) => items.CsvAsync(context))
            .WithName("itemsCsv").WithTags("Items").WithSummary("The same as comma-separated values, for spreadsheets.")
            .Produces<string>(contentType: MediaTypeNames.Text.Csv).Refuses(StatusCodes.Status400BadRequest);
        api.MapGet($"{ApiPaths.Items}/{{**name}}", (HttpContext context, string name, ItemAnswers items) => items.ItemAsync(context, name))
            .WithName("item").WithTags("Items").WithSummary("One item whole: the object of item --json.")
            .WithDescription("By its key, or any other name that commands take.")
            .Produces<ItemDetails>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    /// <summary>The answers that are problems; a ledger that is away is one everywhere.</summary>
    private static void Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status503ServiceUnavailable))
            endpoint.Produces<ApiProblem>(status, MediaTypeNames.Application.ProblemJson);
    }
}
