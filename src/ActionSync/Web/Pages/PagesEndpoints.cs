using ActionSync.Reminders;
using ActionSync.Web.Access;
using ActionSync.Web.Pages.Frame;
using ActionSync.Web.Pages.Inbox;
using ActionSync.Web.Pages.Incidents;
using ActionSync.Web.Pages.Items;
using ActionSync.Web.Pages.Overview;
using ActionSync.Web.Pages.People;
using ActionSync.Web.Pages.Reports;

namespace ActionSync.Web.Pages;

/// <summary>The pages that people open, and what those load.</summary>
internal static class PagesEndpoints
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddRazorComponents();
        return services.AddScoped<PageRequest>()
            .AddSingleton<InboxPageReader>().AddSingleton<InboxActs>().AddSingleton<UploadPlanReader>().AddSingleton<UploadEndpoint>()
            .AddSingleton<IncidentViewReader>()
            .AddSingleton<OverviewReader>().AddSingleton<ReportViewReader>()
            .AddSingleton<ItemListReader>().AddSingleton<ItemViewReader>().AddSingleton<ItemActs>()
            .AddSingleton<PeopleViewReader>().AddSingleton<PersonViewReader>().AddSingleton<PersonActs>();
    }

    public static void MapPages(this WebApplication app)
    {
        foreach (var asset in Asset.All)
            app.MapMethods(asset.Path, [HttpMethods.Get, HttpMethods.Head], asset.WriteAsync).InArea(Area.Asset);
        app.MapGet("/items.csv", context => ItemCsv.WriteAsync(
            context, app.Services.GetRequiredService<ItemListReader>(), app.Services.GetRequiredService<RemindingOptions>()));
        app.MapPost(UploadEndpoint.Path, app.Services.GetRequiredService<UploadEndpoint>().ReceiveAsync).WithMetadata(new ReadsBodyItselfAttribute());
        app.MapGet(DocumentEndpoint.Pattern, DocumentEndpoint.SendAsync);
        ReportFiles.Map(app);
        app.MapRazorComponents<HtmlDocument>();
    }
}
