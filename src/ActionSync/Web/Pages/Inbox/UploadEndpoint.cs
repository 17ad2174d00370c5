using ActionSync.Intake;
using ActionSync.Web.Access;
using ActionSync.Web.Pages.Frame;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ActionSync.Web.Pages.Inbox;

/// <summary>
/// Takes files from the drop area, one after the other and none in a temporary file, and leads on to what they would change. Nothing is kept before the form
/// has proved that this page made it, and nothing is taken in.
/// </summary>
internal sealed class UploadEndpoint(
    StagedUploads uploads, HandInName names, DocumentHandIn handIn, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms, IntakeOptions options)
{
    public const string Path = "/inbox/uploads";

    /// <summary>Files that are handed in together.</summary>
    public const int MostFiles = 20;

    private const int MostOfAField = 8 * 1024;
    private const int RoomForHeaders = 64 * 1024;

    public async Task ReceiveAsync(HttpContext context)
    {
        var page = context.RequestServices.GetRequiredService<PageRequest>();
        if (handIn.WhyClosed is not null || Boundary(context) is not { } boundary)
        {
            page.SeeOther($"{PageAddress.Inbox}?said={InboxNotices.Nothing}");
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostFiles * (options.MaxFileBytes + RoomForHeaders);
        try
        {
            if (await ReadAsync(context, boundary) is { } result)
                page.SeeOther(result.Address);
            else
                await RefuseAsync(context);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            var isTooLarge = e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            page.SeeOther($"{PageAddress.Inbox}?said={(isTooLarge ? InboxNotices.TooLarge : InboxNotices.Broken)}");
        }
    }

    /// <summary>Null where the form is not one of ours.</summary>
    private async Task<Received?> ReadAsync(HttpContext context, string boundary)
    {
        var reader = new MultipartReader(boundary, context.Request.Body);
        var received = new Received();
        var isOurs = false;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            if (!disposition.IsFileDisposition())
                isOurs |= disposition.Name == forms.Value.FormFieldName && await IsOursAsync(context, section);
            else if (!isOurs)
                return null;
            else if (!await TakeAsync(disposition, section, received, context.RequestAborted))
                break;
        }
        return isOurs ? received : null;
    }

    private async Task<bool> IsOursAsync(HttpContext context, MultipartSection section)
    {
        if (await ReadAsync(section.Body, MostOfAField, context.RequestAborted) is not { } token)
            return false;
        context.Request.Form = new FormCollection(
            new Dictionary<string, StringValues> { [forms.Value.FormFieldName] = System.Text.Encoding.UTF8.GetString(token.Span) });
        return await antiforgery.IsRequestValidAsync(context);
    }

    /// <summary>False where no more is read.</summary>
    private async Task<bool> TakeAsync(
        ContentDispositionHeaderValue disposition, MultipartSection section, Received received, CancellationToken cancellationToken)
    {
        if (received.Ids.Count >= MostFiles)
        {
            received.Say(InboxNotices.TooMany);
            return false;
        }
        if (await ReadAsync(section.Body, options.MaxFileBytes, cancellationToken) is not { } bytes)
        {
            // What is far too large is not waited for.
            received.Say(InboxNotices.TooLarge);
            return await ReadAsync(section.Body, options.MaxFileBytes, cancellationToken) is not null;
        }
        var given = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value;
        if (bytes.IsEmpty)
            received.Say(string.IsNullOrEmpty(given) ? InboxNotices.Nothing : InboxNotices.Empty);
        else if (names.Of(given, bytes) is not { } name)
            received.Say(InboxNotices.NoText);
        else if (await uploads.KeepAsync(name, bytes, cancellationToken) is { } upload)
            received.Add(upload);
        else
            received.Say(InboxNotices.Full);
        return true;
    }

    /// <summary>Null where there is more than that.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, long most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            bytes.Write(piece, 0, read);
            if (bytes.Length > most)
                return null;
        }
        return bytes.ToArray();
    }

    private static string? Boundary(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary ? boundary.Value : null;

    private static Task RefuseAsync(HttpContext context) => PlainAnswer.WriteAsync(
        context, StatusCodes.Status400BadRequest,
        "This form is too old, or did not come from the page Inbox. Open that page anew, and choose the files again.");

    /// <summary>What came of a request.</summary>
    private sealed class Received
    {
        private readonly List<string> _ids = [];
        private string? _said;

        public IReadOnlyList<string> Ids => _ids;

        public string Address => _ids.Count > 0
            ? $"{PageAddress.Uploads(_ids)}{(_said is null ? "" : $"&said={_said}")}"
            : $"{PageAddress.Inbox}?said={_said ?? InboxNotices.Nothing}";

        public void Add(StagedUpload upload)
        {
            if (!_ids.Contains(upload.Id))
                _ids.Add(upload.Id);
        }

        /// <summary>The first is told.</summary>
        public void Say(string notice) => _said ??= notice;
    }
}
