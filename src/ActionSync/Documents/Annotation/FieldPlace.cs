using ActionSync.Items;

namespace ActionSync.Documents.Annotation;

/// <summary>
/// An item of the reference shape: its members <c>url</c> and <c>status</c> are set, or added behind the title as its neighbours are written. The shape has
/// no member for the day.
/// </summary>
/// <param name="words">The words in which this document writes states.</param>
internal abstract class FieldPlace(IReadOnlyDictionary<ItemState, string> words) : ItemPlace
{
    public const string Url = "url";
    public const string Status = "status";
    public const string Title = "title";

    public override bool Holds(string address) => false;

    /// <summary>An address that stands there is the document's own, and stays.</summary>
    public override IEnumerable<TextChange> Ticket(string address) => Has(Url) ? [] : Set(Url, address);

    public override IEnumerable<TextChange> State(ItemState? written, ItemState state) =>
        written is null && state == ItemState.Open ? [] : Set(Status, words.GetValueOrDefault(state) ?? state.ToWord());

    public override IEnumerable<TextChange> Day(DateOnly day) => [];

    /// <summary>The member has a value.</summary>
    protected abstract bool Has(string member);

    protected abstract IEnumerable<TextChange> Set(string member, string value);
}
