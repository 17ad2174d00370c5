using System.Text.Json;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.DryRun;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Web.Api;

/// <summary>
/// <c>POST /api/incidents</c>: a document goes where people drop theirs, and is taken in from there by whichever worker; with <c>dryRun=true</c> its plan is
/// the answer, and nothing is written.
/// </summary>
internal sealed class DocumentPosts(
    DocumentHandIn handIn, HandInName names, DocumentFormats formats, DocumentReader reader, LedgerDatabase ledger, DryRunComparison comparison,
    DryRunOutlook outlook, Assignability people, IntakeOptions options)
{
    public const string Name = "name";
    public const string DryRun = "dryRun";
    public const string TooLarge = "The document is larger than is taken here (Intake:MaxFileBytes). Nothing of it was read.";
    public const int LongestName = 200;

    private const int BufferBytes = 65_536;

    private static readonly string[] Keys = [Name, DryRun];

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, cancellationToken) = (context.Request, context.RequestAborted);
        if (RefusalOf(request, out var type) is { } refusal)
            await refusal.WriteAsync(context);
        else if (await BodyAsync(request, cancellationToken) is not { } bytes)
            await RefuseRestAsync(context);
        else if (await ProblemAsync(context, bytes, type!, cancellationToken) is { } problem)
            await problem.WriteAsync(context);
    }

    /// <summary>What is known of a request before its body is read.</summary>
    private ApiProblem? RefusalOf(HttpRequest request, out DocumentType? type)
    {
        type = DocumentType.Of(request.ContentType);
        if (type is null || request.Headers.ContentEncoding.Count > 0)
        {
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType,
                $"A document is plain UTF-8 text of one of the types {string.Join(", ", DocumentType.Named)}; set Content-Type to one of these, without Content-Encoding.");
        }
        var sentences = ApiQuery.Unknown(request.Query.Keys, Keys).Concat(ApiQuery.Twice(request.Query, Keys)).ToList();
        if (ApiQuery.Truth(request.Query[DryRun]) is null)
            sentences.Add(FlagWord.Refusal(DryRun, request.Query[DryRun].ToString()));
        if (request.Query[Name].ToString() is { Length: > 0 } name && (name.Length > LongestName || name.Any(char.IsControl)))
            sentences.Add($"{Name} is what a file would be called: at most {LongestName} letters, and no control characters.");
        return sentences.Count > 0 ? ApiProblem.Of(StatusCodes.Status400BadRequest, sentences)
            : request.ContentLength > options.MaxFileBytes ? ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, TooLarge)
            : null;
    }

    /// <summary>Null where it is longer than a document may be.</summary>
    private async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > options.MaxFileBytes)
                return null;
        }
        return bytes.ToArray();
    }

    private static Task RefuseRestAsync(HttpContext context)
    {
        // What is left of the body is no next request.
        context.Response.Headers.Connection = "close";
        return ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, TooLarge).WriteAsync(context);
    }

    /// <summary>Answers with what becomes of the document; or returns what is wrong with it.</summary>
    private async Task<ApiProblem?> ProblemAsync(HttpContext context, byte[] bytes, DocumentType type, CancellationToken cancellationToken)
    {
        if (bytes.Length == 0)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "The body is empty. Send the document as the body of the request.");
        var (name, parsed) = Read(context.Request.Query[Name], bytes, type);
        if (parsed.Problems.Count > 0)
            return Wrong(parsed.Problems);
        if (parsed.WhyNone is { } why)
            return NoIncident($"{name ?? "The text"} {why}");
        if (name is null)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, $"Intake:Include takes no document of that name. Give it another one with ?{Name}=.");
        return ApiQuery.Truth(context.Request.Query[DryRun]) == true
            ? await PlanAsync(context, name, parsed, cancellationToken)
            : await DropAsync(context, name, bytes, cancellationToken);
    }

    /// <summary>The document under the name that it will have; one without a name is called after its incident, which its text must give then.</summary>
    private (string? Name, ParsedFile Parsed) Read(string? given, byte[] bytes, DocumentType type)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            var (unnamed, _) = reader.Read(null, bytes, $"?{Name}=");
            if (unnamed.Problems.Count > 0 || unnamed.WhyNone is not null)
                return (null, unnamed);
            given = unnamed.OfIncidents().Incidents[0].Incident.Id;
        }
        var name = names.Of(formats.Endings.Any(ending => given.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? given : given + type.Ending, bytes);
        return (name, name is null ? reader.Read(given, bytes, $"?{Name}=").Parsed : handIn.Read(name, bytes));
    }

    private static ApiProblem Wrong(IReadOnlyList<Problem> problems) => ApiProblem.Of(
        StatusCodes.Status400BadRequest,
        $"The document is not taken in: {"problem".ToQuantity(problems.Count)} in it. Mend what problems names, and send it again.",
        [.. problems.Select(CheckProblem.Of)]);

    /// <summary>It concerns the document as a whole.</summary>
    private static ApiProblem NoIncident(string sentence) => ApiProblem.Of(
        StatusCodes.Status400BadRequest, sentence, [new CheckProblem(1, 1, Problem.Root, Advice.NoIncident, sentence)]);

    private async Task<ApiProblem?> PlanAsync(HttpContext context, string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        DryRunPlan plan;
        await using (var work = await ledger.ReadAsync(cancellationToken))
            plan = await comparison.CompareAsync([new DryRunSource(name, parsed, null)], work, cancellationToken);
        var result = await outlook.AskAsync(plan, cancellationToken);
        await ApiAnswers.WriteJsonAsync(context, DryRunJson.Write(plan, result, people));
        return null;
    }

    private async Task<ApiProblem?> DropAsync(HttpContext context, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var outcome = await handIn.DropAsync(name, bytes, cancellationToken);
        if (outcome is HandInOutcome.Refused refused)
            return ApiProblem.Of(StatusCodes.Status409Conflict, refused.Why);
        var incidents = ((HandInOutcome.Dropped)outcome).Incidents.Select(HandedInIncident.Of).ToList();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = incidents[0].Receipt;
        await ApiAnswers.WriteJsonAsync(context, HarmlessJson.Of(JsonSerializer.Serialize(new HandedIn(incidents), ReadableApi.Json.HandedIn)));
        return null;
    }
}
