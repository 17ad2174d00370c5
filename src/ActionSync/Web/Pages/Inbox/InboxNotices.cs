using ActionSync.Intake;

namespace ActionSync.Web.Pages.Inbox;

/// <summary>What the pages of uploads say after a form was sent; an address carries the word, never the sentence.</summary>
internal static class InboxNotices
{
    public const string Nothing = "nothing";
    public const string Empty = "empty";
    public const string TooLarge = "too-large";
    public const string NoText = "no-text";
    public const string TooMany = "too-many";
    public const string Full = "full";
    public const string Broken = "broken";
    public const string Accepted = "accepted";
    public const string Discarded = "discarded";
    public const string Confirmed = "confirmed";

    /// <summary>The sentence of a word, and the class that tells how good it is; null for any other word.</summary>
    public static (string Text, string Tone)? Of(string? word, IntakeOptions options) => word switch
    {
        Nothing => ("No file was chosen. Choose one or more, or let them go over the drop area.", "warn"),
        Empty => ("A file was empty, so there is nothing to take in. Check that it is saved.", "warn"),
        TooLarge => ($"A file has more than {options.MaxFileBytes:N0} bytes (Intake:MaxFileBytes). Hand in the document alone.", "bad"),
        NoText => (
            "A file is no document that can be read: a picture, a text that is not UTF-8, or one whose name Intake:Include does not list. "
            + "Save it as JSON, YAML or Markdown.", "bad"),
        TooMany => (
            $"Only the first {UploadEndpoint.MostFiles} files are shown. Accept them, and choose the others then, or copy all into the folder.", "warn"),
        Full => ($"Too many uploads wait already, {StagedUploads.MostFiles} or many large ones. Accept or discard those first.", "bad"),
        Broken => ("The upload broke off, or could not be kept, and nothing of it was taken in. Try it again.", "bad"),
        Accepted => ("Accepted. It is taken in within seconds; reload the page to see it here.", "good"),
        Discarded => ("Discarded. Nothing was taken in.", "good"),
        Confirmed => ("Confirmed. Intake goes on with it within seconds; reload the page to see it.", "good"),
        _ => null,
    };
}
