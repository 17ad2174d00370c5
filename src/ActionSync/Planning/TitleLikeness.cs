namespace ActionSync.Planning;

/// <summary>How alike two normalised titles are, from 0 to 1: the share of letter pairs that both have (Dice's coefficient).</summary>
internal static class TitleLikeness
{
    public static double Of(string a, string b)
    {
        if (a == b)
            return 1;
        var pairs = Pairs(a);
        var total = pairs.Values.Sum();
        var shared = 0;
        var others = 0;
        for (var i = 0; i + 1 < b.Length; i++)
        {
            others++;
            var pair = (b[i], b[i + 1]);
            if (pairs.TryGetValue(pair, out var count) && count > 0)
            {
                shared++;
                pairs[pair] = count - 1;
            }
        }
        return total + others == 0 ? 0 : 2.0 * shared / (total + others);
    }

    private static Dictionary<(char, char), int> Pairs(string text)
    {
        var pairs = new Dictionary<(char, char), int>();
        for (var i = 0; i + 1 < text.Length; i++)
            pairs[(text[i], text[i + 1])] = pairs.GetValueOrDefault((text[i], text[i + 1])) + 1;
        return pairs;
    }
}
