using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Verdict;

/// <summary>Nothing that was dropped is forgotten: it is in the archive, or among the rejected with its reasons.</summary>
internal static class InboxChecks
{
    public static IEnumerable<string> Find(DocumentSource source, string data)
    {
        foreach (var file in Files(source.Inbox, "*").Where(f => !Path.GetFileName(f).StartsWith('.')))
            yield return $"{Path.GetFileName(file)} is still in the drop folder.";

        var rejected = Files(Path.Combine(data, "rejected"), "*").Where(f => !f.EndsWith(".problems.txt", StringComparison.Ordinal)).ToArray();
        foreach (var drop in source.Drops.Where(d => !d.Superseded))
        {
            if (drop.Incident is { } incident && !Revisions(data, incident).Any(f => Holds(f, drop)))
                yield return $"{drop.Name} was dropped, and no revision of {incident} in the archive is it.";
            else if (drop.Incident is null && !rejected.Any(f => Holds(f, drop)))
                yield return $"{drop.Name} is no document, and it is not among the rejected.";
        }
        foreach (var file in rejected.Where(f => !File.Exists($"{f}.problems.txt")))
            yield return $"{Path.GetFileName(file)} was rejected without a reason.";
        foreach (var sheet in source.Latest.Where(s =>
            Revisions(data, s.Incident).LastOrDefault() is { } last && !File.ReadAllBytes(last).AsSpan().SequenceEqual(s.ToBytes())))
            yield return $"The last revision of {sheet.Incident} in the archive is not the one that was dropped last.";
    }

    private static IEnumerable<string> Revisions(string data, string incident) =>
        Files(Path.Combine(data, "archive", incident), "revision-*.json").Order(StringComparer.Ordinal);

    private static string[] Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];

    private static bool Holds(string file, Drop drop) => File.ReadAllBytes(file).AsSpan().SequenceEqual(drop.Bytes);
}
