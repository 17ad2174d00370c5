using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActionSync.Items;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Comments, each once: its last line carries a token that is looked for before it is written.</summary>
internal sealed class JiraNotes(JiraClient client, JiraReading reading, JiraSnapshots snapshots)
{
    private const int PageSize = 100;

    public async Task<ReadOutcome> AddAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken)
    {
        if (await reading.OneAsync(issue.Id, cancellationToken) is not { } found)
            return new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken));
        var snapshot = await snapshots.OfAsync(found, cancellationToken);
        var signature = $"ActionSync note {PlainText.Line(note.Token)}";
        if (await IsThereAsync(issue, signature, cancellationToken))
            return new ReadOutcome.Found(snapshot);
        var mention = note.MentionOwner ? Mention(found.Fields.Assignee.Value) : "";
        var limit = JiraBody.Limit / 2; // Escapes at most double a text.
        var body = $"{mention}{WikiText.EscapeLines(TextCut.AtWord(note.Text, limit - 1000))}\n\n{{color:#97a0af}}{TextProfile.Wiki.Line(signature)}{{color}}";
        var answer = await client.Api.AddCommentAsync(issue.Id, new JsonObject { ["body"] = body }, cancellationToken).AnswerAsync();
        return answer.Status switch
        {
            HttpStatusCode.NotFound => new ReadOutcome.Gone(await reading.WhyGoneAsync(issue.Number, cancellationToken)),
            _ when answer.IsSuccess => new ReadOutcome.Found(snapshot),
            _ => new ReadOutcome.Refused($"Jira refuses the comment on {issue.Number}: {JiraAnswers.Words(answer)}."),
        };
    }

    private async Task<bool> IsThereAsync(IssueRef issue, string signature, CancellationToken cancellationToken)
    {
        var turning = new PageTurning(JiraClient.Service, "0");
        var (start, total) = (0, 1);
        while (start < total)
        {
            var page = await client.Api.CommentsAsync(issue.Id, start, PageSize, cancellationToken).FindAsync(JiraJson.Default.JiraCommentPage);
            if (page?.Comments is not { Count: > 0 } comments)
                return false;
            if (comments.Any(c => c.Value is { } comment && Carries(comment.Body, signature)))
                return true;
            // Without a total there may be more.
            (start, total) = (start + comments.Count, page.Total ?? int.MaxValue);
            if (start < total)
                turning.Turn($"{start}", comments.Select(c => (object)(c.Value is { Id: var id } ? id.ToString() : "")));
        }
        return false;
    }

    // Jira may write our escapes differently when it gives the text back.
    private static bool Carries(JsonElement body, string signature)
    {
        var text = (body.ValueKind == JsonValueKind.Undefined ? "" : JsonWords.TextOrNull(body) ?? body.GetRawText()).Replace(
            "\\", "", StringComparison.Ordinal);
        var at = text.LastIndexOf(signature, StringComparison.Ordinal);
        return at >= 0 && (at + signature.Length == text.Length || !(char.IsLetterOrDigit(text[at + signature.Length]) || text[at + signature.Length] == '-'));
    }

    /// <summary>Nobody reads what is said to an account that is deactivated, or to a machine.</summary>
    private string Mention(JiraUser? user) =>
        user is null or { HasLeft: true } or { IsBotOrCustomer: true } || user.Identity is not { } identity ? "" : client.IsCloud ? $"[~accountid:{identity}] "
            : $"[~{identity}] ";
}
