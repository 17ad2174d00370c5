using System.Text.RegularExpressions;

namespace ActionSync.SystemTests.Support;

/// <summary>What a terminal was sent, and what a person saw of it.</summary>
internal sealed partial record TerminalText(string Sent)
{
    /// <summary>The lines as they are seen, without colours and links.</summary>
    public IReadOnlyList<string> Lines => [.. Control().Replace(Sent, "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];

    public bool HasLinks => Sent.Contains("\u001b]8;", StringComparison.Ordinal);

    /// <summary>Colours, bold letters and the like.</summary>
    public bool HasStyles => Style().IsMatch(Sent);

    public bool HasColours => Colour().IsMatch(Sent);

    /// <summary>A link's ends, a colour or a mode; what a keypad is told at the start.</summary>
    [GeneratedRegex(@"\e\]8;[^\e\a]*(\e\\|\a)|\e\[[0-9;?]*[A-Za-z]|\e[=>]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Control();

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Style();

    [GeneratedRegex(@"\e\[[0-9;]*(3[0-9]|9[0-7])[0-9;]*m", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Colour();
}
