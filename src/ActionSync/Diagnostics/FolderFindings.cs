using ActionSync.Files;
using ActionSync.Intake;
using ActionSync.Items;

namespace ActionSync.Diagnostics;

/// <summary>Whether intake can leave its documents where it has to.</summary>
internal static class FolderFindings
{
    public static async Task<IReadOnlyList<Finding>> OfAsync(IntakeOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var (name, folder) in new[] { ("archive", options.Archive), ("rejected", options.Rejected) })
        {
            var path = Path.GetFullPath(folder);
            var key = $"Intake:{char.ToUpperInvariant(name[0])}{name[1..]}";
            if (await ObstacleAsync(path, clock, cancellationToken) is { } obstacle)
            {
                var advice = $"Make it a folder that can be written, or set {key} to one; until then documents stay where they are.";
                findings.Add(new Finding(false, name, $"nothing can be put into {path}: {obstacle}.", advice));
            }
        }
        return findings;
    }

    private static async Task<string?> ObstacleAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await new TimedAccess(path, clock).RunAsync(() => Obstacle(path), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DiskFault.Of(e, path);
        }
    }

    private static string? Obstacle(string path)
    {
        if (FileFacts.Behind(path) is { Kind: not FileKind.Folder and var kind })
            return $"it is {FileFacts.Word(kind)}";
        return FileFacts.At(path) is { Kind: FileKind.Link } && FileFacts.Behind(path) is null ? "it is a link that leads nowhere" : WriteAccess.Obstacle(path);
    }
}
