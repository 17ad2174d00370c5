using System.Net.Mime;
using System.Text.Json.Nodes;
using ActionSync.Archive;
using ActionSync.DryRun;
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

    /// <summary>HEAD gets what GET does, and the server leaves the body out.</summary>
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        var api = app.MapGroup(ApiPaths.Root).InArea(Area.Api);
        var answers = api.MapGroup("").AddEndpointFilter<ApiErrors>();
        foreach (var status in Everywhere(app.Services.GetRequiredService<DashboardOptions>()))
            answers.WithMetadata(Problem(status));
        MapIncidents(answers);
        MapItems(answers);
        answers.MapMethods(ApiPaths.Report, Reading, (HttpContext context, ReportAnswers report) => report.AnswerAsync(context))
            .WithName("report").WithTags("Report").WithSummary("How the action items of all incidents fare: the object of report --format json.")
            .Produces<JsonObject>().Refuses(StatusCodes.Status400BadRequest);
        api.MapOpenApi(ApiPaths.Description).WithMetadata(new HttpMethodMetadata(Reading));
        return api;
    }

    private static void MapIncidents(RouteGroupBuilder api)
    {
        api.MapPost(ApiPaths.Incidents, (HttpContext context, DocumentPosts posts) => posts.AnswerAsync(context))
            .WithMetadata(new TakesDocumentsAttribute()).WithName("postIncident").WithTags("Incidents")
            .WithSummary("Hands an incident document in, or says what taking it in would change.")
            .WithDescription("The document goes to the drop folder and is taken in from there within seconds; Location is the address of its receipt. " +
                "The same document again changes nothing and gets the same answer. With dryRun=true the answer is its plan, and nothing is written.")
            .Produces<HandedIn>(StatusCodes.Status202Accepted).Produces<DryRunJson>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);
        api.MapMethods($"{ApiPaths.Incidents}/{{id}}{ApiPaths.ReceiptPart}", Reading,
                (HttpContext context, string id, IncidentAnswers incidents) => incidents.ReceiptAsync(context, id))
            .WithName("receipt").WithTags("Incidents").WithSummary("What became of the incident's items: the receipt of its archive folder.")
            .Produces<Receipt>().Refuses(StatusCodes.Status404NotFound);
        api.MapMethods($"{ApiPaths.Incidents}/{{**id}}", Reading,
                (HttpContext context, string id, IncidentAnswers incidents) => incidents.AnswerAsync(context, id))
            .WithName("incident").WithTags("Incidents").WithSummary("One incident with its items and its history.")
            .Produces<IncidentDetails>().Refuses(StatusCodes.Status404NotFound);
    }

    private static void MapItems(RouteGroupBuilder api)
    {
        api.MapMethods(ApiPaths.Items, Reading, (HttpContext context, ItemAnswers items) => items.ListAsync(context))
            .WithName("items").WithTags("Items").WithSummary("The items that pass all filters: the objects of status --json.")
            .WithDescription("All of them, streamed. With page a page of 50; X-Total-Count says how many there are, and Link where the next ones are.")
            .Produces<List<StatusEntry>>().Refuses(StatusCodes.Status400BadRequest);
        api.MapMethods(ApiPaths.ItemsCsv, Reading, (HttpContext context, ItemAnswers items) => items.CsvAsync(context))
            .WithName("itemsCsv").WithTags("Items").WithSummary("The same as comma-separated values, for spreadsheets.")
            .Produces<string>(contentType: MediaTypeNames.Text.Csv).Refuses(StatusCodes.Status400BadRequest);
        api.MapMethods($"{ApiPaths.Items}/{{**name}}", Reading,
                (HttpContext context, string name, ItemAnswers items) => items.ItemAsync(context, name))
            .WithName("item").WithTags("Items").WithSummary("One item whole: the object of item --json.")
            .WithDescription("By its key, or any other name that commands take.")
            .Produces<ItemDetails>().Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    /// <summary>The answers that are problems of this endpoint.</summary>
    private static void Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.WithMetadata(Problem(status));
    }

    /// <summary>A foreign origin, or Host, is refused everywhere, and so is a wrong key where there is one; a ledger may be away.</summary>
    private static IEnumerable<int> Everywhere(DashboardOptions options)
    {
        yield return StatusCodes.Status403Forbidden;
        yield return StatusCodes.Status503ServiceUnavailable;
        if (options.ApiKey is not null || options.UserHeader is not null)
            yield return StatusCodes.Status401Unauthorized;
        if (options.ApiKey is not null)
            yield return StatusCodes.Status429TooManyRequests;
    }

    private static ProducesResponseTypeMetadata Problem(int status) => new(status, typeof(ApiProblem), [MediaTypeNames.Application.ProblemJson]);
}
