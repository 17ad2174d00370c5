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
    /// <param name="mostLines">How many lines it may have, a secret each.</param>
    public static string? Problem(string secret, int mostLines = 1)
    {
        var lines = Lines(secret);
        return lines.Count == 0 ? "is empty"
            : lines.Count > mostLines || lines.Any(line => line.Any(char.IsControl))
                ? $"has {(mostLines == 1 ? "several" : "too many")} lines or control characters; a secret is one line{(mostLines > 1 ? $", and there may be {mostLines}" : "")}"
            : null;
    }

    /// <summary>The secrets that a text holds, one a line.</summary>
    public static IReadOnlyList<string> Lines(string secret) =>
        secret.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A secret that others may renew while the program runs: what its file holds now, or what a key gave; null, with a problem, without it.</summary>
    public static string? RevealAnew(Secret secret, out string problem)
    {
        problem = "";
        if (secret.File is not { } path)
            return secret.Reveal();
        var shown = Wording.Quote(path);
        if (Read(path, shown, out problem)?.Trim() is not { } text)
            return null;
        if (Problem(text, secret.MostLines) is not { } flaw)
            return text;
        problem = $"the file {shown} {flaw}";
        return null;
    }
}
