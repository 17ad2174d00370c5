namespace ActionSync.Text;

/// <summary>
/// Where a line of a script without blanks may not end (kinsoku): before what belongs to the character before it, and behind what opens something. By
/// JIS X 4051 and CLReq, and for the half-width forms alike.
/// </summary>
internal static class LineBreaks
{
    private const string MayNotBegin =
        "\u3001\u3002\uff0c\uff0e\uff61\uff64\u30fb\uff65\uff1a\uff1b\uff1f\uff01\u203c\u2047\u2048\u2049,.:;?!"    // stops and marks
        + "\u300d\u300f\uff09\u3015\uff3d\uff5d\u3009\u300b\u3011\u3017\u3019\uff60\uff63\u2019\u201d\u00bb)]}"        // what closes
        + "\u30fc\uff70\u3005\u303b\u309d\u309e\u30fd\u30fe\u2026\u2025\u301c\uff5e\u2010\u2013\u30a0\uff05%"         // long vowels, repeats, dashes
        + "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096"                              // small kana
        + "\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6"
        + "\uff67\uff68\uff69\uff6a\uff6b\uff6c\uff6d\uff6e\uff6f\u309b\u309c\uff9e\uff9f";

    private const string MayNotEnd = "\u300c\u300e\uff08\u3014\uff3b\uff5b\u3008\u300a\u3010\u3016\u3018\uff5f\uff62\u2018\u201c\u00ab([{\uffe5\uff04$#";

    /// <summary>The two stand together on one line.</summary>
    public static bool AreForbidden(string before, string after) =>
        MayNotBegin.Contains(after[0]) || MayNotEnd.Contains(before[^1]) || after[0] is >= '\u31f0' and <= '\u31ff';
}
