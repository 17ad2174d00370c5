using System.Net;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Web.Signals;

/// <summary>What monitoring reads.</summary>
/// <param name="Status"><c>ok</c> or <c>failing</c>.</param>
/// <param name="Parts">What was looked at for this answer, each by itself.</param>
/// <param name="Problems">Why it fails, a sentence each.</param>
/// <param name="Waiting">What lies in the drop folder and waits or is not taken in, a sentence each; it makes nothing fail.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<PartHealth> Parts, IReadOnlyList<string> Problems, IReadOnlyList<string> Waiting)
{
    public static HealthAnswer Of(IReadOnlyList<PartHealth> parts, IReadOnlyList<string> waiting)
    {
        var problems = parts.Where(part => part.Status == PartHealth.Failing).Select(part => part.Text).ToList();
        return new HealthAnswer(problems.Count == 0 ? PartHealth.Ok : PartHealth.Failing, parts, problems, waiting);
    }

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)(Problems.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.Headers.CacheControl = "no-store";
        var json = JsonSerializer.SerializeToUtf8Bytes(this, HealthJson.Default.HealthAnswer);
        if (HttpMethods.IsHead(context.Request.Method))
            context.Response.ContentLength = json.Length;
        else
            await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}

/// <summary>One part of the worker, or one that it depends on.</summary>
/// <param name="Name"><c>schedule</c>, <c>ledger</c>, <c>intake</c>, <c>reminding</c>, <c>tracker NAME</c> or <c>channel NAME</c>.</param>
/// <param name="Status"><see cref="Ok"/>, <see cref="Degraded"/> or <see cref="Failing"/>.</param>
/// <param name="Last">When its work was done last; null where that is not known.</param>
/// <param name="Text">How it is, in a sentence.</param>
internal sealed record PartHealth(string Name, string Status, DateTimeOffset? Last, string Text)
{
    public const string Ok = "ok";

    /// <summary>Something is wrong with it that makes nothing fail, or not yet.</summary>
    public const string Degraded = "degraded";

    /// <summary>It makes the answer that names it 503.</summary>
    public const string Failing = "failing";

    /// <summary>How often it is expected; null where nothing is.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>It was not done for three times as long.</summary>
    public bool Late { get; init; }

    /// <summary>Why it could not be done the last time.</summary>
    public string? Problem { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
