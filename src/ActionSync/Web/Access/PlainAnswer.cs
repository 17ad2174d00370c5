using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ActionSync.Web.Access;

/// <summary>An answer of one sentence, in the form that whoever asks can read: a page, JSON (<c>application/problem+json</c>, RFC 9457) or text.</summary>
internal static class PlainAnswer
{
    public static Task WriteAsync(HttpContext context, int status, string sentence)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (context.Area() is Area.Api)
            return WriteAsync(context, MediaTypeNames.Application.ProblemJson, Problem(status, sentence));
        var takesPages = MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted)
            && accepted.Any(type => type.MediaType.Equals(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));
        return takesPages
            ? WriteAsync(
                context, "text/html; charset=utf-8",
                PlainPage.Of(context, ReasonPhrases.GetReasonPhrase(status), $"<p>{HtmlText.Encode(sentence)}</p>"))
            : WriteAsync(context, "text/plain; charset=utf-8", sentence + "\n");
    }

    /// <summary>The same, for somebody who may come again later.</summary>
    public static Task WriteAsync(HttpContext context, int status, string sentence, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, status, sentence);
    }

    private static string Problem(int status, string sentence) => JsonSerializer.Serialize(
        new PlainProblem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, sentence), PlainProblemJson.Default.PlainProblem);

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        // A write that is cancelled half-way leaves the server in doubt whether another request follows, and it logs that it cannot read one.
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text, CancellationToken.None);
    }
}

internal sealed record PlainProblem(string Type, string Title, int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainProblem))]
internal sealed partial class PlainProblemJson : JsonSerializerContext;
