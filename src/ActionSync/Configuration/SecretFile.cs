using ActionSync.Configuration.Binding;
using ActionSync.Files;

namespace ActionSync.Configuration;

/// <summary>Reads files that hold a secret: small and regular, on one line. No message of it shows a value.</summary>
internal static class SecretFile
{
    private const int LongestFile = 64 * 1024;

    /// <summary>The text of a file; null, with a problem, where it cannot be had. A link to a file is followed: secrets are mounted so.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="shown">The path as the problem shows it.</param>
    /// <param name="problem">The end of a sentence about a key.</param>
    public static string? Read(string path, string shown, out string problem)
    {
        try
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Follow);
            problem = $"the file {shown} has {file.Facts.Size} bytes; that is no secret (at most {LongestFile})";
            return file.ReadText(LongestFile);
        }
        catch (NotARegularFileException other)
        {
            problem = $"{shown} is {FileFacts.Word(other.Kind)}; it must be a file";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"there is no file {shown}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"the file {shown} cannot be read by this user";
        }
        return null;
    }

    /// <summary>What is wrong with a text as a secret; null where nothing is.</summary>
    public static string? Problem(string secret) =>
        secret == "" ? "is empty" : secret.Any(char.IsControl) ? "has several lines or control characters; a secret is one line" : null;

    /// <summary>A secret that others may renew while the program runs: what its file holds now, or what a key gave; null, with a problem, without it.</summary>
    public static string? RevealAnew(Secret secret, out string problem)
    {
        problem = "";
        if (secret.File is not { } path)
            return secret.Reveal();
        var shown = Wording.Quote(path);
        if (Read(path, shown, out problem)?.Trim() is not { } text)
            return null;
        if (Problem(text) is not { } flaw)
            return text;
        problem = $"the file {shown} {flaw}";
        return null;
    }
}
