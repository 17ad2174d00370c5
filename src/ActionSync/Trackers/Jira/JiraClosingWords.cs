using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// Reads from the name of a resolution or status how an issue was closed. Whole words count, not parts of words; case, accents and apostrophes do not.
/// What no list holds is not known, and then the site's own mapping is asked for.
/// </summary>
internal static class JiraClosingWords
{
    // Where the whole name is one of these. As one word of several they mean something else, such as "twice" in "Dubbel gecheckt".
    private static readonly HashSet<string> DuplicateNames = ["dubbel", "doppelt", "double"];

    private static readonly string[] Duplicate =
    [
        "duplicate", "duplicated", "duplicates", "dupe", "duplikat", "dublette", "dupliziert", "doublon", "duplique", "dubblett", "dublett", "duplicaat",
        "dubblet", "dubletter",
        "duplicado", "duplicada", "duplicato", "duplicata", "zduplikowane", "дубликат", "дубль",
    ];

    private static readonly string[] WontDo =
    [
        // English
        "wont", "won t", "will not", "would not", "not do", "not done", "not doing", "not fixed", "not fixing", "wontfix", "wontdo", "not planned",
        "not needed", "not required", "not necessary",
        "not relevant", "not applicable", "not reproducible", "not a bug", "not an issue", "no longer", "no fix", "out of scope", "cannot reproduce",
        "cant reproduce", "can t reproduce",
        "could not reproduce", "couldnt reproduce", "unable to reproduce", "cannot be reproduced", "works as designed", "working as designed",
        "works as intended", "working as intended", "as designed", "by design",
        "declined", "rejected", "refused", "denied", "dismissed", "cancelled", "canceled", "abandoned", "obsolete", "outdated", "invalid", "incomplete",
        "deferred", "postponed", "withdrawn",
        "discarded", "dropped", "descoped", "superseded", "suspended", "expired", "unplanned",
        // German
        "nicht", "kein fehler", "kein bug", "abgelehnt", "abgebrochen", "abgewiesen", "verworfen", "zuruckgestellt", "zuruckgezogen", "verschoben",
        "aufgeschoben", "storniert", "hinfallig", "obsolet", "ungultig",
        "unvollstandig", "zuruckgewiesen",
        // French
        "ne sera pas", "ne pas", "non planifie", "non reproductible", "non corrige", "non resolu", "impossible a reproduire", "sans suite", "rejete", "rejetee",
        "annule", "annulee", "abandonne", "abandonnee",
        "refuse", "refusee", "reporte", "reportee", "differe", "differee", "obsolete", "invalide", "incomplet",
        // Spanish, Portuguese, Italian
        "no se hara", "no se va a", "no se corregira", "no se solucionara", "no planificado", "no planificada", "no reproducible", "no se puede reproducir",
        "rechazado", "rechazada", "cancelado", "cancelada",
        "anulado", "anulada", "descartado", "descartada", "aplazado", "aplazada", "pospuesto", "pospuesta", "obsoleto", "obsoleta", "invalido", "invalida",
        "incompleto", "incompleta",
        "nao sera", "nao vai", "nao planejado", "nao planejada", "nao planeado", "nao reproduzivel", "rejeitado", "rejeitada", "adiado", "adiada",
        "recusado", "recusada",
        "non verra", "non sara", "non pianificato", "non pianificata", "non riproducibile", "rifiutato", "rifiutata", "respinto", "respinta", "annullato",
        "annullata", "rinviato", "rinviata",
        "scartato", "scartata",
        // Dutch, Swedish, Danish, Norwegian
        "niet", "geen bug", "afgewezen", "geannuleerd", "uitgesteld", "vervallen", "ongeldig", "achterhaald", "geweigerd",
        "inte", "ej", "ikke", "avvisad", "avvisat", "avslagen", "avbruten", "avbrutet", "ogiltig", "uppskjuten", "afvist", "annulleret", "avvist", "annullert",
        "avbrutt", "utsatt", "udskudt", "ugyldig",
        // Polish, Russian
        "nie bedzie", "nie zostanie", "odrzucone", "odrzucony", "odrzucona", "anulowane", "anulowany", "anulowana", "odlozone", "odlozony", "nieaktualne",
        "не будет", "не планируется", "не воспроизводится", "отклонено", "отклонен", "отклонена", "отменено", "отменен", "отменена", "отложено", "отложен",
        "отложена", "неактуально",
    ];

    private static readonly string[] Done =
    [
        "done", "fixed", "resolved", "complete", "completed", "finished", "implemented", "delivered", "deployed", "released", "shipped", "closed", "solved",
        "answered", "verified", "approved", "merged", "live",
        "erledigt", "fertig", "fertiggestellt", "behoben", "gelost", "umgesetzt", "abgeschlossen", "geschlossen", "implementiert",
        "termine", "terminee", "fini", "finie", "resolu", "resolue", "corrige", "corrigee", "fait", "realise", "livre", "ferme", "clos",
        "hecho", "hecha", "listo", "lista", "finalizado", "finalizada", "resuelto", "resuelta", "corregido", "corregida", "completado", "completada",
        "terminado", "terminada", "cerrado", "cerrada",
        "concluido", "concluida", "feito", "feita", "resolvido", "resolvida", "corrigido", "corrigida", "fechado", "completato", "completata", "fatto",
        "risolto", "risolta", "chiuso", "chiusa", "corretto",
        "gereed", "klaar", "opgelost", "voltooid", "afgerond", "gesloten", "klar", "klart", "fardig", "fardigt", "ferdig", "faerdig", "lukket", "stangd",
        "gotowe", "zrobione", "ukonczone", "rozwiazane", "zamkniete", "готово", "сделано", "выполнено", "решено", "исправлено", "закрыто",
    ];

    private const string Apostrophes = "'’‘`´ʼ＇";

    // The program runs without tables of Unicode, so accents are taken off by this one.
    private static readonly string[] Accented =
    [
        "aàáâãäåāăą", "cçćč", "dďđ", "eèéêëēėęě", "gğ", "iìíîïīįı", "lł", "nñńň", "oòóôõöøōő", "rř", "sśšş", "tťţ", "uùúûüūůűų", "yýÿ", "zžźż", "её",
    ];

    // These languages write no spaces between words.
    private static readonly (ItemState State, string[] Parts)[] Unspaced =
    [
        (ItemState.Duplicate, ["重複", "重复", "중복"]),
        (ItemState.WontDo, ["対応しない", "修正しない", "再現せず", "再現できない", "却下", "キャンセル", "不修复", "不予处理", "不处理", "拒绝", "取消", "无法重现", "수정 안 함", "수정하지 않음", "취소", "거부"]),
        (ItemState.Done, ["完了", "解決", "修正済み", "完成", "解决", "修复", "关闭", "완료", "해결"]),
    ];

    /// <summary>Done, WontDo or Duplicate; null where no list holds the name.</summary>
    public static ItemState? Read(string name)
    {
        var words = Words(name);
        if (DuplicateNames.Contains(words.Trim()))
            return ItemState.Duplicate;
        foreach (var (state, phrases) in new[] { (ItemState.Duplicate, Duplicate), (ItemState.WontDo, WontDo), (ItemState.Done, Done) })
        {
            if (Array.Exists(phrases, phrase => words.Contains($" {phrase} ", StringComparison.Ordinal)))
                return state;
        }
        foreach (var (state, parts) in Unspaced)
        {
            if (Array.Exists(parts, part => name.Contains(part, StringComparison.Ordinal)))
                return state;
        }
        return null;
    }

    /// <summary>Lower-case words without accents and apostrophes, each between single spaces.</summary>
    private static string Words(string name)
    {
        var text = new StringBuilder(" ");
        foreach (var c in Composed.Of(name).ToLowerInvariant())
        {
            if (Apostrophes.Contains(c))
                continue;
            if (char.IsLetterOrDigit(c))
                text.Append(Bare(c));
            else if (text[^1] != ' ')
                text.Append(' ');
        }
        return text.Append(' ').ToString().Replace("  ", " ", StringComparison.Ordinal);
    }

    /// <summary>The letter without its accent.</summary>
    private static char Bare(char letter) => Accented.FirstOrDefault(group => group[1..].Contains(letter)) is { } found ? found[0] : letter;
}
