using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActionSync.Documents.Messages;
using Microsoft.AspNetCore.WebUtilities;

namespace ActionSync.Web.Api;

/// <summary>What keeps a request from being answered, as <c>application/problem+json</c> (RFC 9457).</summary>
/// <param name="Detail">A sentence with what to do.</param>
/// <param name="Problems">All that is wrong in a document, as <c>check --format json</c> has it; only where a document was sent.</param>
internal sealed record ApiProblem(
    string Type, string Title, int Status, string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CheckProblem>? Problems)
{
    public static ApiProblem Of(int status, string detail, IReadOnlyList<CheckProblem>? problems = null) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, problems);

    /// <summary>Several sentences, each of its own.</summary>
    public static ApiProblem Of(int status, IEnumerable<string> sentences) => Of(status, string.Join(' ', sentences));

    /// <param name="context">Whose answer has not begun yet.</param>
    /// <param name="retryAfter">When it may be asked again; null where asking again changes nothing.</param>
    public async Task WriteAsync(HttpContext context, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = MediaTypeNames.Application.ProblemJson;
        if (retryAfter is { } later)
            context.Response.Headers.RetryAfter = Math.Ceiling(later.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, ReadableApi.Json.ApiProblem), context.RequestAborted);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(HandedIn))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>For people too: letters of every script stay letters.</summary>
internal static class ReadableApi
{
    public static ApiJson Json { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
