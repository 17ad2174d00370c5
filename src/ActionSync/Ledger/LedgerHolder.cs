using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActionSync.Files;

namespace ActionSync.Ledger;

/// <summary>The file beside the lock that says who has it, for people.</summary>
internal static partial class LedgerHolder
{
    private const int MostBytes = 4096;

    /// <summary>Writes it over an earlier one.</summary>
    public static void Write(string file, FileRights rights, string command)
    {
        using var stream = rights.OpenAlone(file) ?? throw new IOException($"{file} is in use by another process.");
        stream.SetLength(0);
        stream.Write(Encoding.UTF8.GetBytes($"actionsync {command}, process {Environment.ProcessId} on {Environment.MachineName}"));
    }

    /// <summary>
    /// Who has the lock. A process of this machine that is not there any more wrote the file before the one that has it now, which is not known then.
    /// </summary>
    public static string Of(string file)
    {
        const string unknown = "another process";
        try
        {
            if (OpenedFile.ReadText(file, LinkRule.Never, MostBytes) is not { } who)
                return unknown;
            return Words().Match(who) is { Success: true } match && IsGone(match) ? unknown : who;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return unknown;
        }
    }

    private static bool IsGone(Match match)
    {
        if (match.Groups["machine"].Value != Environment.MachineName)
            return false;
        try
        {
            using var process = Process.GetProcessById(int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture));
            return process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    [GeneratedRegex(@"process (?<id>\d{1,9}) on (?<machine>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
