using System.Globalization;
using ActionSync.Reports;

namespace ActionSync.Web.Api;

/// <summary><c>GET /api/report</c>: the object of <c>report --format json</c>.</summary>
internal sealed class ReportAnswers(ReportBuilder reports)
{
    public const string Since = "since";

    private static readonly string[] Keys = [Since];

    public async Task AnswerAsync(HttpContext context)
    {
        var sentences = ApiQuery.Unknown(context.Request.Query.Keys, Keys).Concat(ApiQuery.Twice(context.Request.Query, Keys)).ToList();
        DateOnly? since = null;
        if (context.Request.Query[Since].ToString() is { Length: > 0 } text)
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                since = day;
            else
                sentences.Add($"{Since} is a day, yyyy-MM-dd.");
        }
        if (sentences.Count > 0)
            await ApiProblem.Of(StatusCodes.Status400BadRequest, sentences).WriteAsync(context);
        else
            await ApiAnswers.WriteJsonAsync(context, ReportJson.Render(await reports.BuildAsync(since, context.RequestAborted)));
    }
}
