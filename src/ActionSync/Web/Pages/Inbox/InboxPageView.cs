using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Web.Pages.Inbox;

/// <summary>What the page of the drop folder shows.</summary>
/// <param name="Folder">Where people put documents.</param>
/// <param name="WhyClosed">Why nothing can be handed in here; null where it can.</param>
/// <param name="Uploads">What was uploaded and waits to be accepted.</param>
/// <param name="ToConfirm">What waits for a person's word.</param>
/// <param name="Rejected">Some of the documents that wait for their author, the latest first.</param>
/// <param name="RejectedCount">How many there are.</param>
/// <param name="TakenIn">The latest first.</param>
internal sealed record InboxPageView(
    string Folder, string? WhyClosed, IReadOnlyList<StagedUpload> Uploads, IReadOnlyList<WaitsForWord> ToConfirm, IReadOnlyList<RejectedView> Rejected,
    int RejectedCount, InboxQueue Waiting, IReadOnlyList<TakenInDocument> TakenIn)
{
    /// <summary>Nothing was ever dropped.</summary>
    public bool IsNew => Uploads.Count + ToConfirm.Count + RejectedCount + Waiting.Files.Count + TakenIn.Count == 0;
}

/// <summary>What waits for a person's word.</summary>
/// <param name="Incident">Whose id the word is given for.</param>
/// <param name="Text">What waits, and why.</param>
internal sealed record WaitsForWord(string Incident, string Text);

/// <param name="List">The full path of the list of its problems.</param>
/// <param name="More">How many further messages that list has.</param>
/// <param name="Text">What the list says, where the document cannot be shown.</param>
internal sealed record RejectedView(string Name, DateTimeOffset Since, string List, IReadOnlyList<MessageView> Messages, int More, string? Text);

/// <summary>Reads what the page of the drop folder shows; of everything only so much as anybody reads.</summary>
internal sealed class InboxPageReader(
    LedgerDatabase ledger, DropFolder inbox, InboxQueueReader queue, HeldDocuments held, RejectedDocuments rejected, StagedUploads uploads,
    DocumentHandIn handIn)
{
    public const int RejectedAtOnce = 5;
    private const int MostTakenIn = 25;
    private const int MostToConfirm = 50;
    private const int MostMessages = 10;

    /// <param name="skipRejected">So many rejected documents are passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<InboxPageView> ReadAsync(int skipRejected, CancellationToken cancellationToken)
    {
        var documents = await held.ThereAsync(cancellationToken);
        await using var work = await ledger.ReadAsync(cancellationToken);
        var (shown, count) = await RejectedAsync(work, skipRejected, cancellationToken);
        var items = await HeldItems.CountAsync(work, MostToConfirm, cancellationToken);
        return new InboxPageView(
            inbox.FullPath, handIn.WhyClosed, await UploadsAsync(cancellationToken),
            [
                .. documents.Take(MostToConfirm)
                    .Select(document => new WaitsForWord(document.Incident, $"{document.Name} {WaitingDocument.Why(document.Incident)}")),
                .. items.Select(AwaitingConfirmation.Of).Select(waiting => new WaitsForWord(waiting.Subject, waiting.Text)),
            ],
            shown, count,
            await queue.LookAsync(work, documents.Where(document => document.IsDropped).Select(document => document.Name).ToHashSet(), cancellationToken),
            await new IncidentPages(work).LatestAsync(MostTakenIn, cancellationToken));
    }

    private async Task<(IReadOnlyList<RejectedView> Shown, int Count)> RejectedAsync(LedgerTransaction work, int skip, CancellationToken cancellationToken)
    {
        try
        {
            var (documents, count) = await rejected.LatestAsync(work, skip, RejectedAtOnce, cancellationToken);
            return ([.. documents.Select(ViewOf)], count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([new RejectedView(
                "The rejected documents", DateTimeOffset.UnixEpoch, "", [], 0,
                $"They cannot be looked at: {e.Message.TrimEnd('.')}. Give the account of actionsync the right to read Intake:Rejected.")], 1);
        }
    }

    private static RejectedView ViewOf(RejectedDocument document) => new(
        document.Name, document.Since, document.List, [.. document.Messages.Take(MostMessages).Select(message => MessageView.Of(message, document.Lines))],
        Math.Max(0, document.Messages.Count - MostMessages), document.Text);

    private async Task<IReadOnlyList<StagedUpload>> UploadsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await uploads.AllAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever uploads is told that nothing can be kept.
            return [];
        }
    }
}
