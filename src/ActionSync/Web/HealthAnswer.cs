using System.Net;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Web;

/// <summary>What monitoring reads.</summary>
/// <param name="Status"><c>ok</c> or <c>failing</c>.</param>
/// <param name="Problems">Why it fails, a sentence each.</param>
/// <param name="Parts">When each part of the worker did its work last.</param>
/// <param name="Waiting">What lies in the drop folder and waits or is not taken in, a sentence each; it makes nothing fail.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Problems, IReadOnlyList<PartAnswer> Parts, IReadOnlyList<string> Waiting)
{
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)(Problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.Headers.CacheControl = "no-store";
        var json = JsonSerializer.SerializeToUtf8Bytes(this, HealthJson.Default.HealthAnswer);
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}

/// <param name="Part">intake, reminding, or a tracker.</param>
/// <param name="Last">When its work was done last; null where that is not known.</param>
/// <param name="Every">How often it is expected.</param>
/// <param name="Late">It was not done for three times as long.</param>
/// <param name="Problem">Why it could not be done the last time.</param>
internal sealed record PartAnswer(string Part, DateTimeOffset? Last, TimeSpan Every, bool Late, string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
