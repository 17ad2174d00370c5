using ActionSync.Items;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// What a status means. The category decides whether an issue is closed, since names are translated; how it was closed is in the resolution's name (or, in
/// projects without resolutions, the status's), which is read by words of a few languages and otherwise counts as done.
/// </summary>
internal static class JiraStates
{
    public const string DoneCategory = "done";

    private static readonly string[] DuplicateWords = ["dupli", "doublon", "dubblett", "dubbel", "重複", "重复", "дубл"];

    private static readonly string[] WontDoWords =
    [
        "won't", "won’t", "wont ", "will not", "not do", "declined", "rejected", "cancel", "abandon", "obsolete", "invalid", "cannot reproduce", "incomplete", "not a bug",
        "wird nicht", "nicht ", "abgelehnt", "abgebrochen", "ne sera pas", "rejeté", "annul", "no se hará", "rechazad", "não será", "non verrà", "対応しない", "不修复", "не будет",
    ];

    public static bool IsClosed(JiraFields fields) => fields.Status?.StatusCategory?.Key == DoneCategory;

    public static ItemState Of(JiraFields fields) => fields.Status?.StatusCategory?.Key switch
    {
        DoneCategory when fields.Labels?.Contains(JiraMarks.Duplicate) == true => ItemState.Duplicate,
        DoneCategory => Best(fields.Resolution?.Words, fields.Status.Name),
        "indeterminate" => ItemState.InProgress,
        _ => ItemState.Open,
    };

    /// <summary>How well a resolution's, transition's or status's name fits a closed state.</summary>
    public static bool Fits(string name, ItemState state) => Closing(name) == state;

    private static ItemState Best(string? resolution, string? status)
    {
        var byResolution = Closing(resolution ?? "");
        return byResolution != ItemState.Done ? byResolution : Closing(status ?? "");
    }

    private static ItemState Closing(string name) =>
        Array.Exists(DuplicateWords, w => name.Contains(w, StringComparison.OrdinalIgnoreCase)) ? ItemState.Duplicate
        : Array.Exists(WontDoWords, w => name.Contains(w, StringComparison.OrdinalIgnoreCase)) ? ItemState.WontDo
        : ItemState.Done;
}
