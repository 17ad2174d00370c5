using ActionSync.Intake;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace ActionSync.Web.Access;

/// <summary>
/// How large a body may be, by what is asked for. The form of a page is read here, so that one that is too large or broken is told as that, and not as one
/// without its token.
/// </summary>
internal sealed class BodyCheck(RequestDelegate next, IntakeOptions intake)
{
    public const int FormLimit = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ReadsBodyItselfAttribute>() is not null)
        {
            await next(context);
            return;
        }
        var area = context.Area();
        if (area != Area.Open && context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null)
            Limit(context, LimitOf(context, area));
        if (area is Area.Page or Area.Link or Area.SignIn && HasBody(context))
        {
            if (!context.Request.HasFormContentType)
                throw new BadHttpRequestException("Only forms are taken.", StatusCodes.Status415UnsupportedMediaType);
            await ReadFormAsync(context.Request, context.RequestAborted);
        }
        await next(context);
    }

    private static void Limit(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;
    }

    /// <summary>What stands around a document in a form is a form's.</summary>
    private long LimitOf(HttpContext context, Area area) =>
        area == Area.Api ? intake.MaxFileBytes
        : context.GetEndpoint()?.Metadata.GetMetadata<TakesDocumentsAttribute>() is not null ? intake.MaxFileBytes + FormLimit
        : FormLimit;

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;

    private static async Task ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException and not ConnectionResetException))
        {
            // Its parts are not what their heads say, or end too early.
            throw new BadHttpRequestException(e.Message, StatusCodes.Status400BadRequest, e);
        }
    }
}
