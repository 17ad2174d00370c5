using System.Net.Mime;
using System.Text;

namespace ActionSync.Web.Api;

/// <summary>How answers are written that are no problem.</summary>
internal static class ApiAnswers
{
    public static async Task WriteJsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync(json.EndsWith('\n') ? json : json + "\n", Utf8, context.RequestAborted);
    }

    /// <summary>Writes an answer of any length piece by piece.</summary>
    public static async Task StreamAsync(HttpContext context, string type, string newLine, Func<TextWriter, CancellationToken, Task> write)
    {
        context.Response.ContentType = type;
        await using var writer = new StreamWriter(context.Response.Body, Utf8, leaveOpen: true) { NewLine = newLine };
        await write(writer, context.RequestAborted);
    }

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
}
