using ActionSync.Intake;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Web.Pages.Inbox;

/// <summary>What a person does on the page of the drop folder.</summary>
internal sealed class InboxActs(StagedUploads uploads, DocumentHandIn handIn, Confirmation confirmation, IntakePulse pulse)
{
    /// <summary>Puts these uploads into the drop folder, those that are right, and says where to go on.</summary>
    /// <returns>The address of a page; null, with what kept the others out.</returns>
    public async Task<(string? Address, IReadOnlyList<string> Problems)> AcceptAsync(
        IReadOnlyCollection<UploadedDocument> shown, CancellationToken cancellationToken)
    {
        var (dropped, problems) = (new List<HandInOutcome.Dropped>(), new List<string>());
        foreach (var document in shown)
        {
            // Read again: what is dropped is what the hash in the address says.
            if (await uploads.FindAsync(document.Upload.Id, cancellationToken) is not var (upload, bytes))
                problems.Add($"{document.Upload.Name} is not here any more: it was accepted or discarded meanwhile.");
            else if (await handIn.DropAsync(upload.Name, bytes, cancellationToken) is var outcome && outcome is HandInOutcome.Refused(var why))
                problems.Add(why);
            else
            {
                dropped.Add((HandInOutcome.Dropped)outcome);
                await uploads.RemoveAsync(upload);
            }
        }
        return problems.Count > 0 || dropped.Count == 0 ? (null, problems) : (AddressOf(dropped), []);
    }

    public async Task DiscardAsync(IEnumerable<UploadedDocument> shown)
    {
        foreach (var document in shown)
            await uploads.RemoveAsync(document.Upload);
    }

    /// <summary>A person's word on what waits of an incident; intake and publishing go on at once.</summary>
    public async Task ConfirmAsync(string incident, string by, CancellationToken cancellationToken)
    {
        await confirmation.ConfirmAsync([incident], by, cancellationToken);
        pulse.Hint();
    }

    private static string AddressOf(IReadOnlyList<HandInOutcome.Dropped> dropped) => dropped is [{ Incidents: [var incident], Name: var file }]
        ? PageAddress.With(PageAddress.Incident(incident), "file", file)
        : PageAddress.With(PageAddress.Inbox, "said", InboxNotices.Accepted);
}
