using ActionSync.Documents.Values;

namespace ActionSync.Documents.Messages;

/// <summary>Warnings as sentences.</summary>
internal static class WarningText
{
    /// <param name="warning">What was not taken as it stands there.</param>
    /// <param name="words">The words that the document was read by.</param>
    public static string Of(Warning warning, WordTables words)
    {
        var text = Quoted.Of(warning.Text);
        return warning.Why switch
        {
            Warning.NotAnItem => $"{text} is no item: write it as an entry of a list or a row of a table",
            Warning.Placeholder => $"{text} is an entry of a template that nobody has filled in",
            Warning.UnreadDate => $"{text} is not a day; write it as 2026-01-31",
            Warning.UnreadPriority => $"{text} is not a priority{Suggested(words.NearPriority(warning.Text), PriorityWords.Known)}",
            Warning.UnreadStatus => $"{text} is not a status{Suggested(words.NearStatus(warning.Text), StatusWords.Known)}",
            Warning.UnreadOwner => $"{text} is not an owner; write an address or a name",
            Warning.SeveralOwners => $"there are several owners, {text}: the first one counts",
            Warning.SeveralTickets => $"there are several tickets, {text}: the first one counts",
            Warning.SameTicket => $"{text} is the ticket of another item, too",
            Warning.SameItem => $"{text} stands here a second time, and is one item",
            Warning.ReferenceOnly => $"{text} is a link and says nothing that is to be done, so it is no item",
            Warning.OtherSection => $"{text} is not read, since another section has the action items",
            Warning.LeftOut => $"{text} is left out, since it is no follow-up",
            Warning.UnreadTicket => $"{text} is a ticket of which nobody knows where it is",
            _ => text,
        };
    }

    private static string Suggested(string? near, string known) => near is null ? $"; right would be {known}" : $" (did you mean {near}?)";
}
