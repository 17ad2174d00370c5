using ActionSync.Documents;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;

namespace ActionSync.Intake;

/// <summary>
/// Rejects documents of the drop folder, and remembers who should hear of it. An entry stays until a document of the same name is taken in: then it goes to
/// the superseded ones, and nothing is lost.
/// </summary>
internal sealed partial class Rejections(
    RejectedFolder folder, DocumentReader reader, LedgerDatabase ledger, PeopleDirectory people, TimeProvider clock, ILogger<Rejections> logger)
{
    /// <summary>Moves a file away, and returns where it lies now.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">The path in the drop folder under which it came.</param>
    /// <param name="parsed">What is wrong with it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task<string> MoveAsync(string path, string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        var target = await folder.MoveAsync(path, parsed, cancellationToken);
        await SaveAsync(RejectedFolder.ListOf(target), name, parsed, cancellationToken);
        return target;
    }

    /// <summary>For a file that stays where it is. Returns the path of its problems file.</summary>
    /// <param name="name">The file's path in the drop folder.</param>
    /// <param name="parsed">What is wrong with it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task<string> ExplainAsync(string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        var list = await folder.ExplainAsync(name, parsed, cancellationToken);
        await SaveAsync(list, name, parsed, cancellationToken);
        return list;
    }

    /// <summary>A document of this name was taken in: what was rejected under it before waits for nobody any more.</summary>
    /// <param name="name">The path in the drop folder under which it came.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task SupersedeAsync(string name, CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        List<string> earlier = [.. all.Where(rejection => rejection.Name == name).Select(rejection => rejection.List)];
        // What an older version rejected, or the ledger has lost, is known by its name alone.
        var own = RejectedFolder.ListOf(name.Replace('/', '.'));
        await PutAwayAsync(name, all.Any(rejection => rejection.List == own) ? earlier : [.. earlier, own], cancellationToken);
    }

    /// <summary>
    /// A document of this name was taken in from elsewhere: the same for what was rejected and is about the same incident, as far as it can be read. Many
    /// folders have a document of one name, and one that a tree still holds is as it was.
    /// </summary>
    /// <param name="name">The name that the drop folder would know it by.</param>
    /// <param name="incidents">The incidents that it is about.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task CorrectAsync(string name, IReadOnlyCollection<string> incidents, CancellationToken cancellationToken)
    {
        List<string> earlier = [];
        foreach (var rejection in (await AllAsync(cancellationToken)).Where(rejection => rejection.Name == name))
        {
            if (await IsAboutAsync(rejection, incidents, cancellationToken))
                earlier.Add(rejection.List);
        }
        await PutAwayAsync(name, earlier, cancellationToken);
    }

    private async Task<bool> IsAboutAsync(Rejection rejection, IReadOnlyCollection<string> incidents, CancellationToken cancellationToken)
    {
        try
        {
            var read = await reader.ReadAsync(
                folder.FileOf(rejection), rejection.Name, LinkRule.Never, _ => true, folder.Access, cancellationToken);
            var ids = read.Parsed.Read.Select(document => document.Incident.Id).Where(id => id.Length > 0).ToList();
            return ids.Count == 0 || ids.Exists(incidents.Contains);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Rejection>> AllAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await new RejectionStore(work).AllAsync(cancellationToken);
    }

    private async Task PutAwayAsync(string name, IReadOnlyList<string> lists, CancellationToken cancellationToken)
    {
        var isMoved = false;
        try
        {
            foreach (var list in lists)
                isMoved |= await folder.SupersedeAsync(list);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The document is in the ledger; that its earlier version still lies there harms nothing.
            Log.NotMoved(logger, name, e.Message);
            return;
        }
        if (lists.Count > 0)
        {
            await using var forget = await ledger.BeginAsync(cancellationToken);
            await new RejectionStore(forget).ForgetAsync(lists, cancellationToken);
            await forget.CommitAsync(cancellationToken);
        }
        if (isMoved)
            Log.Superseded(logger, name);
    }

    private async Task SaveAsync(string list, string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        await using var work = await ledger.BeginAsync(cancellationToken);
        await new RejectionStore(work).SaveAsync(new Rejection
        {
            List = Path.GetFileName(list),
            Name = name,
            RejectedAt = clock.GetUtcNow(),
            Commander = parsed.Read.Select(document => CommanderOf(document.Incident)).FirstOrDefault(address => address is not null),
        }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private string? CommanderOf(IncidentBrief incident) =>
        people.HasLeft(incident.Commander) ? null : people.AddressOf(incident.Commander, incident.Participants);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{File} is taken in now; what was rejected under that name is among the superseded documents")]
        public static partial void Superseded(ILogger logger, string file);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{File} is taken in now; what was rejected under that name cannot be put away: {Reason}")]
        public static partial void NotMoved(ILogger logger, string file, string reason);
    }
}
