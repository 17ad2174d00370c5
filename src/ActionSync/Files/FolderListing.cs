using System.Text;

namespace ActionSync.Files;

/// <summary>One name in a folder.</summary>
/// <param name="Name">As text; where its bytes are no text, with those escaped (<c>caf\xe9.json</c>), and then nothing can be opened by it.</param>
/// <param name="IsText">False for a name that is not UTF-8: .NET cannot say it to the system.</param>
internal readonly record struct FolderEntry(string Name, bool IsText);

/// <summary>The names in a folder, all of them: one that nobody can read spoils none of the others.</summary>
internal static class FolderListing
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DirectoryNotFoundException">The folder is not there, or is none.</exception>
    public static IReadOnlyList<FolderEntry> Of(string folder)
    {
        if (Posix.IsHere)
            return FileFacts.Behind(folder) is { Kind: FileKind.Folder }
                ? [.. Posix.Names(folder).Select(Entry)]
                : throw new DirectoryNotFoundException($"{folder} is no folder.");
        return [.. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None })
            .Select(path => new FolderEntry(Path.GetFileName(path), IsText: true))];
    }

    private static FolderEntry Entry(byte[] name)
    {
        try
        {
            return new FolderEntry(Strict.GetString(name), IsText: true);
        }
        catch (DecoderFallbackException)
        {
            return new FolderEntry(Escaped(name), IsText: false);
        }
    }

    private static string Escaped(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder();
        while (!name.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf8(name, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isRune)
                text.Append(rune);
            else
                text.Append(string.Concat(name[..length].ToArray().Select(b => $"\\x{b:x2}")));
            name = name[length..];
        }
        return text.ToString();
    }
}
