namespace ActionSync.Intake;

/// <summary>
/// A file taken out of the drop folder without losing what somebody puts in its place meanwhile: it is first renamed into a hidden folder, which
/// happens at once or not at all, and only there, where nobody can replace it any more, is it looked at whether it is still the one that was read.
/// Whatever still lies there at the end goes back.
/// </summary>
internal sealed class TakenFile : IDisposable
{
    private const string HiddenFolder = ".actionsync-taken-";

    private readonly string _inbox;

    private TakenFile(string inbox, string path) => (_inbox, Path) = (inbox, path);

    /// <summary>Where it lies now.</summary>
    public string Path { get; }

    /// <summary>Null where the file is not the one any more that was listed: it stays, and is read again.</summary>
    public static TakenFile? Take(DroppedFile file)
    {
        if (!DropFolder.IsUntouched(file, file.Path))
            return null;
        var inbox = System.IO.Path.GetDirectoryName(file.Path)!;
        var hidden = Directory.CreateDirectory(System.IO.Path.Combine(inbox, $"{HiddenFolder}{Guid.NewGuid():N}"));
        var taken = new TakenFile(inbox, System.IO.Path.Combine(hidden.FullName, System.IO.Path.GetFileName(file.Path)));
        var isRight = false;
        try
        {
            File.Move(file.Path, taken.Path);
            isRight = DropFolder.IsUntouched(file, taken.Path);
        }
        finally
        {
            if (!isRight)
                taken.Dispose();
        }
        return isRight ? taken : null;
    }

    /// <summary>A crash, or another worker at this very moment, has something aside.</summary>
    public static bool AreLeft(string inbox) => Directory.EnumerateDirectories(inbox, $"{HiddenFolder}*").Any();

    /// <summary>Puts back what a crash left aside.</summary>
    public static void PutBackAll(string inbox)
    {
        foreach (var hidden in Directory.GetDirectories(inbox, $"{HiddenFolder}*"))
            new TakenFile(inbox, Directory.EnumerateFiles(hidden).FirstOrDefault() ?? System.IO.Path.Combine(hidden, "nothing")).Dispose();
    }

    /// <summary>Puts it back if it is still here, beside what may have its name by now.</summary>
    public void Dispose()
    {
        var (name, extension) = (System.IO.Path.GetFileNameWithoutExtension(Path), System.IO.Path.GetExtension(Path));
        for (var n = 1; File.Exists(Path); n++)
        {
            var place = System.IO.Path.Combine(_inbox, n == 1 ? $"{name}{extension}" : $"{name}-{n}{extension}");
            if (!System.IO.Path.Exists(place))
                File.Move(Path, place);
        }
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!);
    }
}
