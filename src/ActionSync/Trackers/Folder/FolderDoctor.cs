using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>What <c>doctor</c> finds out about a board.</summary>
internal static class FolderDoctor
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(Board board, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        try
        {
            await board.RequireWriteAccessAsync(cancellationToken);
            var isThere = await board.ExistsAsync(cancellationToken);
            findings.Add(new(true, "folder", isThere ? $"{board.Folder} is there." : $"{board.Folder} is not there yet; it is made with the first issue."));
            findings.Add(new(true, "folder", $"Files can be written in {board.Folder}."));
            if (!isThere)
                return findings;
            var view = await board.LookAsync(BoardView.Empty, cancellationToken);
            findings.Add(new(true, "issues", $"{view.Entries.Count(entry => entry.IsSound)} issue files can be read."));
            findings.AddRange(
                view.Problems.Select(problem =>
                    new Finding(false, "issues", problem, "Until it is put right, what was known before stands, and nothing is written over it.")));
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            findings.Add(new(false, "folder", BoardFault.Sentence(error, board.Folder), "Items for this board stay pending until then."));
        }
        return findings;
    }
}
