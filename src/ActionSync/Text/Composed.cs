using System.Text;

namespace ActionSync.Text;

/// <summary>
/// Unicode's canonical composition (NFC) of what people write: a letter and its accents become one character, so that the same word from two keyboards
/// is the same word, in whatever order marks were typed. The program runs without ICU, and there <see cref="string.Normalize()"/> does nothing.
/// </summary>
internal static class Composed
{
    // A mark, then pairs: the letter, and the letter with the mark. From the Unicode character database.
    private static readonly (string Mark, string Pairs)[] CombiningMarks =
    [
        ("\u0300", "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂ"),
        ("\u0300", "ὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ\u1fbf\u1fcdϊῒΙῚ\u1ffe\u1fddϋῢΥῪ\u00a8\u1fedΟῸΩῺ"),
        ("\u0301", "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ\u00a8\u0385ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓ"),
        ("\u0301", "кќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕ"),
        ("\u0301", "ὙὝὠὤὡὥὨὬὩὭ\u1fbf\u1fce\u1ffe\u1fde"),
        ("\u0302", "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
        ("\u0303", "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        ("\u0304", "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ"),
        ("\u0306", "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ"),
        ("\u0307", "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
        ("\u0308", "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
        ("\u0309", "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        ("\u030a", "AÅaåUŮuůwẘyẙ"),
        ("\u030b", "OŐoőUŰuűУӲуӳ"),
        ("\u030c", "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
        ("\u030f", "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"),
        ("\u0311", "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        ("\u0313", "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ"),
        ("\u0314", "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ"),
        ("\u031b", "OƠoơUƯuư"),
        ("\u0323", "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
        ("\u0324", "UṲuṳ"),
        ("\u0325", "AḀaḁ"),
        ("\u0326", "SȘsșTȚtț"),
        ("\u0327", "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        ("\u0328", "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        ("\u032d", "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        ("\u032e", "HḪhḫ"),
        ("\u0330", "EḚeḛIḬiḭUṴuṵ"),
        ("\u0331", "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
        ("\u0338", "\u2190\u219a\u2192\u219b\u2194\u21ae\u21d0\u21cd\u21d4\u21ce\u21d2\u21cf\u2203\u2204\u2208\u2209\u220b\u220c\u2223\u2224\u2225\u2226\u223c\u2241\u2243\u2244\u2245\u2247\u2248\u2249=\u2260\u2261\u2262\u224d\u226d<\u226e>\u226f\u2264\u2270\u2265\u2271\u2272\u2274\u2273\u2275\u2276\u2278\u2277\u2279\u227a\u2280\u227b\u2281\u2282\u2284\u2283\u2285\u2286\u2288\u2287\u2289\u22a2\u22ac\u22a8\u22ad\u22a9\u22ae\u22ab\u22af\u227c\u22e0\u227d\u22e1\u2291\u22e2\u2292\u22e3\u22b2\u22ea\u22b3\u22eb\u22b4\u22ec\u22b5\u22ed"),
        ("\u0342", "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ\u00a8\u1fc1ηῆ\u1fbf\u1fcfιῖϊῗ\u1ffe\u1fdfυῦϋῧωῶ"),
        ("\u0345", "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃ"),
        ("\u0345", "ήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ"),
        ("\u0653", "اآ"),
        ("\u0654", "اأوؤيئەۀہۂےۓ"),
        ("\u0655", "اإ"),
        ("\u093c", "नऩरऱळऴ"),
        ("\u09be", "\u09c7\u09cb"),
        ("\u09d7", "\u09c7\u09cc"),
        ("\u0b3e", "\u0b47\u0b4b"),
        ("\u0b56", "\u0b47\u0b48"),
        ("\u0b57", "\u0b47\u0b4c"),
        ("\u0bbe", "\u0bc6\u0bca\u0bc7\u0bcb"),
        ("\u0bd7", "ஒஔ\u0bc6\u0bcc"),
        ("\u0c56", "\u0c46\u0c48"),
        ("\u0cc2", "\u0cc6\u0cca"),
        ("\u0cd5", "\u0cbf\u0cc0\u0cc6\u0cc7\u0cca\u0ccb"),
        ("\u0cd6", "\u0cc6\u0cc8"),
        ("\u0d3e", "\u0d46\u0d4a\u0d47\u0d4b"),
        ("\u0d57", "\u0d46\u0d4c"),
        ("\u0dca", "\u0dd9\u0dda\u0ddc\u0ddd"),
        ("\u0dcf", "\u0dd9\u0ddc"),
        ("\u0ddf", "\u0dd9\u0dde"),
        ("\u102e", "ဥဦ"),
        ("\u1b35", "ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ\u1b3a\u1b3b\u1b3c\u1b3d\u1b3e\u1b40\u1b3f\u1b41\u1b42\u1b43"),
        ("\u3099", "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔ\u309d\u309eカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺ\u30fd\u30fe"),
        ("\u309a", "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
    ];

    private static readonly Dictionary<(char Letter, char Mark), char> Table = Read();
    private static readonly Dictionary<char, byte> Classes = CanonicalTables.ReadClasses();
    private static readonly Dictionary<char, string> Parts = ReadParts();

    public static string Of(string text)
    {
        if (text.All(c => c < '\u0300'))
            return text;
        var apart = new List<char>(text.Length);
        foreach (var c in text)
        {
            if (Parts.TryGetValue(c, out var parts))
                apart.AddRange(parts);
            else
                apart.Add(c);
        }
        SortMarks(apart);
        return Compose(apart);
    }

    /// <summary>Marks behind one letter in the order of their classes; those of one class, which stand upon each other, keep theirs.</summary>
    private static void SortMarks(List<char> text)
    {
        for (var start = 0; start < text.Count; start++)
        {
            var end = start;
            while (end < text.Count && ClassOf(text[end]) > 0)
                end++;
            if (end - start < 2)
                continue;
            char[] sorted = [.. text[start..end].OrderBy(ClassOf)];
            for (var n = 0; n < sorted.Length; n++)
                text[start + n] = sorted[n];
            start = end;
        }
    }

    private static string Compose(List<char> apart)
    {
        var composed = new StringBuilder(apart.Count);
        var (letter, last) = (-1, 0);
        foreach (var c in apart)
        {
            // A mark reaches its letter past marks of lower classes; what is no mark, only from right behind it.
            var own = ClassOf(c);
            if (letter >= 0 && (own > last || letter == composed.Length - 1)
                && (Table.TryGetValue((composed[letter], c), out var whole) || TryHangul(composed[letter], c, out whole)))
            {
                composed[letter] = whole;
                continue;
            }
            (letter, last) = own == 0 ? (composed.Length, 0) : (letter, own);
            composed.Append(c);
        }
        return composed.ToString();
    }

    private static int ClassOf(char c) => Classes.GetValueOrDefault(c);

    /// <summary>Korean syllables are composed by arithmetic: lead and vowel, then a tail.</summary>
    private static bool TryHangul(char first, char second, out char syllable)
    {
        const int syllables = 0xAC00, leads = 0x1100, vowels = 0x1161, tails = 0x11A7;
        var (lead, vowel, tail, open) = (first - leads, second - vowels, second - tails, first - syllables);
        if (lead is >= 0 and < 19 && vowel is >= 0 and < 21)
            syllable = (char)(syllables + (((lead * 21) + vowel) * 28));
        else if (open is >= 0 and < 11172 && open % 28 == 0 && tail is > 0 and < 28)
            syllable = (char)(first + tail);
        else
            syllable = default;
        return syllable != default;
    }

    private static Dictionary<(char Letter, char Mark), char> Read()
    {
        var table = new Dictionary<(char Letter, char Mark), char>();
        foreach (var (mark, pairs) in CombiningMarks)
        {
            for (var at = 0; at < pairs.Length; at += 2)
                table.Add((pairs[at], mark[0]), pairs[at + 1]);
        }
        return table;
    }

    /// <summary>What each character is when it is taken apart as far as it goes.</summary>
    private static Dictionary<char, string> ReadParts()
    {
        var once = CanonicalTables.ReadOthers();
        foreach (var ((letter, mark), whole) in Table)
            once.Add(whole, $"{letter}{mark}");
        return once.Keys.ToDictionary(c => c, c => Apart(once, c));
    }

    private static string Apart(Dictionary<char, string> once, char c) =>
        once.TryGetValue(c, out var parts) ? string.Concat(parts.Select(part => Apart(once, part))) : c.ToString();
}
