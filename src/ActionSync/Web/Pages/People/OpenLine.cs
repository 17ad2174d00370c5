using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Web.Pages.Frame;

namespace ActionSync.Web.Pages.People;

/// <summary>An open item on its owner's page; public, since components hand it on.</summary>
/// <param name="Name">The short name.</param>
/// <param name="Verdicts">Why it is in the next message, or not.</param>
/// <param name="Otherwise">What is said where there is no verdict.</param>
public sealed record OpenLine(
    string Name, string Title, Priority Priority, Deadline? Deadline, ItemState State, bool IsOverdue, IReadOnlyList<VerdictLine> Verdicts, string Otherwise)
{
    /// <summary>What else is to be said of its state, in a word each; of the items that the forecast looks at.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    internal static OpenLine Of(OpenItem item, PersonView view, DateOnly today) => new(
        item.Short, item.Title, item.Priority, item.Deadline, item.State, item.IsOverdue,
        [.. view.Of(item).Select(verdict => VerdictLine.Of(verdict.Verdict, view.Address) with
        {
            IsMentioned = verdict.Verdict.Person == view.Address && view.Outlook.Message?.AlsoKeys.Contains(item.Key) == true,
        })],
        view.Outlook.IsCut ? "not among the most urgent, which are looked at here" : "another item follows its issue, and is reminded of")
    {
        Flags = view.Of(item).FirstOrDefault() is { } known ? ItemLine.FlagsOf(known.Item.Item, today) : [],
    };
}
