using System.Globalization;
using System.Text;

namespace ActionSync.Text;

/// <summary>Where a text from outside is shown.</summary>
internal enum Sink
{
    /// <summary>An issue, a comment, a board file: data that people read and edit.</summary>
    Issue,

    /// <summary>A reminder or report, which has to look the same in every client.</summary>
    Message,

    /// <summary>A terminal or log.</summary>
    Terminal,
}

/// <summary>
/// The one place that says which characters of a text from outside reach a reader. It takes any sequence of code units: half a surrogate pair is a
/// character that cannot be read, as is one that Unicode never gives away; marks beyond what any language writes on one letter only serve to spill over
/// other lines.
/// </summary>
internal static class HarmlessText
{
    public const char Unreadable = '\uFFFD';

    private const int MostMarks = 6;

    private enum Kind
    {
        Visible,
        LineBreak,
        Mark,

        /// <summary>Persian, Indic scripts and emoji need them.</summary>
        Joiner,

        /// <summary>It cannot be seen, and may hide what is said.</summary>
        Hidden,

        /// <summary>It makes a line, or with a mark of byte order a file, read as something else than it is.</summary>
        Turning,
        Control,
        Private,

        /// <summary>Unicode promises that it never becomes a character; libraries that draw have no entry for it.</summary>
        Noncharacter,
    }

    private enum Treatment
    {
        Keep,
        Drop,
        Space,
        Replace,
    }

    /// <summary>The text as one line that does nothing but be read.</summary>
    public static string Of(string text, Sink sink)
    {
        StringBuilder? changed = null;
        var marks = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = LengthAt(text, at, rune);
            var kind = KindOf(rune);
            var treatment = For(kind, sink);
            // What is left out or only joins does not part the marks behind it from those before.
            marks = kind == Kind.Mark ? marks + 1 : treatment == Treatment.Drop || kind == Kind.Joiner ? marks : 0;
            if (kind == Kind.Mark && marks > MostMarks)
                treatment = Treatment.Drop;
            if (treatment != Treatment.Keep || !IsWritten(text, at, rune))
                changed ??= new StringBuilder(text, 0, at, text.Length);
            if (treatment == Treatment.Keep)
                changed?.Append(rune.ToString());
            else if (treatment != Treatment.Drop)
                changed!.Append(treatment == Treatment.Space ? ' ' : Unreadable);
            at += length;
        }
        return changed?.ToString() ?? text;
    }

    /// <summary>Whether a character reaches the sink as it is.</summary>
    public static bool IsShown(Rune rune, Sink sink) => For(KindOf(rune), sink) == Treatment.Keep;

    /// <summary>The decision table of what is shown where.</summary>
    private static Treatment For(Kind kind, Sink sink) => (kind, sink) switch
    {
        (Kind.Visible or Kind.Mark or Kind.Joiner, _) => Treatment.Keep,
        (Kind.Noncharacter, _) => Treatment.Replace,
        // Some fonts have icons there.
        (Kind.Private, Sink.Terminal) => Treatment.Keep,
        // A terminal shows that there was something.
        (_, Sink.Terminal) => Treatment.Replace,
        (Kind.LineBreak, _) => Treatment.Space,
        (Kind.Control, Sink.Message) => Treatment.Space,
        (Kind.Turning or Kind.Control, _) => Treatment.Drop,
        // In an issue people may want them; a message has to be what it seems.
        (Kind.Hidden or Kind.Private, Sink.Issue) => Treatment.Keep,
        _ => Treatment.Drop,
    };

    private static Kind KindOf(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => Kind.LineBreak,
        >= 0xFDD0 and <= 0xFDEF => Kind.Noncharacter,
        var c when (c & 0xFFFE) == 0xFFFE => Kind.Noncharacter,
        0x200C or 0x200D => Kind.Joiner,
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF => Kind.Turning,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => Kind.Control,
            UnicodeCategory.Format => Kind.Hidden,
            UnicodeCategory.PrivateUse => Kind.Private,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
            _ => Kind.Visible,
        },
    };

    /// <summary>Half a surrogate pair is enumerated as another character than it is.</summary>
    private static bool IsWritten(string text, int at, Rune rune) => rune.Value != Unreadable || text[at] == Unreadable;

    private static int LengthAt(string text, int at, Rune rune) => IsWritten(text, at, rune) ? rune.Utf16SequenceLength : 1;
}
