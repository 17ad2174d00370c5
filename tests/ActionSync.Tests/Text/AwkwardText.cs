namespace ActionSync.Tests.Text;

/// <summary>Texts that act, hide, turn round or break apart wherever they are taken for plain ones.</summary>
internal static class AwkwardText
{
    private const string Escapes = "\u001b[2J\u001b[1;1H\u001b]0;title\a\u001b]8;;x:y\u001b\\click\u001bP\u009b31m\u0090\u0085\b\b\r\u007f";

    public static readonly IReadOnlyDictionary<string, string> ByName = new Dictionary<string, string>
    {
        ["terminal sequences"] = $"Rotate {Escapes} key",
        ["C0 controls"] = $"Rotate {string.Concat(Enumerable.Range(0, 32).Select(c => (char)c))} key",
        ["C1 controls"] = $"Rotate {string.Concat(Enumerable.Range(127, 33).Select(c => (char)c))} key",
        ["half surrogate pairs"] = "Rotate \ud800 key \udc00 and \udc00\ud800 \ud800",
        ["a half at each end"] = "\udfffRotate key\ud83d",
        ["no characters"] = "Rotate \uffff \ufffe \ufdd0 \ufdef \U0001fffe \U0010ffff key",
        ["directions"] = "Rotate \u202Egnp.exe\u202C \u2066x\u2069 \u200E\u200F\u061C key",
        ["nothing to be seen"] = "\u200bRot\u00adate \u200b\u2060\ufeff\u180e\u034f key\ufeff",
        ["tags"] = "Rotate \U000e0001\U000e0041\U000e007f key",
        ["an English flag"] = "Rotate \U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F key",
        ["a family"] = "Rotate \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA 1\uFE0F\u20E3 key",
        ["ten thousand marks"] = $"Rotate key{new string('\u0301', 10_000)} x",
        ["marks of many kinds"] = $"Rotate \u0489\u20dd\u0e31\u0e47{string.Concat(Enumerable.Range(0x300, 112).Select(c => (char)c))} key",
        ["marks and no letter"] = new string('\u0301', 50),
        ["line breaks"] = "Rotate\u2028the\u2029key\u0085now\vand\fthen\r\nagain",
        ["strange spaces"] = "Rotate\u00a0the\u3000key\u2003now\u1680",
        ["right to left"] = "\u0627\u0644\u0645\u0641\u062a\u0627\u062d Rotate \u05de\u05e4\u05ea\u05d7 key",
        ["Indic, with joiners"] = "\u0915\u094d\u200d\u0937 \u0d15\u0d4d\u200c\u0d37",
        ["jamo and fillers"] = "\u1112\u1161\u11ab \u3164\uffa0\u115f\u1160",
        ["private use"] = "Rotate \ue000\uf8ff\U000f0000 key",
        ["not assigned"] = "Rotate \u0378\U000323b0 key",
        ["annotations and objects"] = "Rotate \ufff9a\ufffab\ufffb \ufffc \ufffd key",
        ["ligatures and wide ones"] = "\ufdfd \u2e3b \U0001242b \uff32\uff4f\uff54 \u2800",
        ["mark-up of all kinds"] = "<b>*x* _y_ [z](q) {code} |t| `c` &lt; @all #1 ~~s~~ !i! <!channel> =1+1",
        ["empty"] = "",
    };
}
