using ActionSync.Items;
using ActionSync.Reminders;
using ActionSync.Web.Access;

namespace ActionSync.Web.Pages.Frame;

/// <summary>
/// The request at hand as a page needs it: addresses behind a proxy's prefix, times in the zone of the installation, and the way on after a form.
/// </summary>
internal sealed class PageRequest(IHttpContextAccessor context, RemindingOptions reminding, TimeProvider clock)
{
    public HttpContext Http => context.HttpContext ?? throw new InvalidOperationException("A page is only made for a request.");

    public TimeZoneInfo Zone => reminding.TimeZone;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => ZonedTime.DayOf(Now, Zone);

    /// <summary>Who asks, for the history.</summary>
    public string Who => Http.Caller().Actor;

    /// <summary>The address as a browser must ask for it.</summary>
    /// <param name="path">As <see cref="PageAddress"/> has it.</param>
    public string To(string path) => Http.Request.PathBase.ToUriComponent() + path;

    /// <summary>A moment on the clocks of the installation.</summary>
    public string Clock(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, Zone):yyyy-MM-dd HH:mm}";

    /// <summary>A deadline: a day, or a time on the clocks of the installation.</summary>
    public string TextOf(Deadline deadline) => deadline.Time is { } time ? Clock(time) : deadline.ToText(Zone);

    /// <summary>The name that stands in the address; names that no address can hold stand in its query.</summary>
    public string? NameOf(string? segment) => segment == "-" ? Http.Request.Query["name"] : segment;

    /// <summary>Nothing is there, and the page says what may be meant: set any sooner, the framework would send this status without the page.</summary>
    public void NotFound() => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>After a form was taken: the browser asks for a page anew, so that going back or reloading sends nothing twice.</summary>
    public void SeeOther(string path)
    {
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = To(path);
    }
}
