using ActionSync.Simulators.Chaos.Books;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>Somebody works in a tracker, on an open issue that has no double.</summary>
internal abstract record PersonScene(int Weight) : Scenario(Weight)
{
    public sealed override Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var all = stage.Books.SelectMany(book => book.Read().Select(issue => (Book: book, Issue: issue)));
        var own = all.GroupBy(i => i.Issue.Token).Where(g => g.Count() == 1).Select(g => g.Single()).Where(i => !i.Issue.IsClosed)
            .OrderBy(i => i.Issue.Token, StringComparer.Ordinal).ToArray();
        if (own.Length == 0)
            return Task.CompletedTask;
        try
        {
            var (book, issue) = stage.Chance.GetItems(own, 1)[0];
            stage.Deeds.Add(Act(book, issue, stage));
            stage.Figures.Count("deeds of people");
        }
        catch (IOException)
        {
            // The disk of the board is full: an editor would say so.
        }
        return Task.CompletedTask;
    }

    protected abstract Deed Act(ITrackerBook book, BookIssue issue, Stage stage);
}

internal sealed record PersonCloses(int Weight) : PersonScene(Weight)
{
    protected override Deed Act(ITrackerBook book, BookIssue issue, Stage stage)
    {
        var state = stage.Chance.Next(2) == 0 ? "done" : "wont_do";
        book.Close(issue, state);
        return new Deed(issue.Token, null, state, stage.Now);
    }
}

internal sealed record PersonEdits(int Weight) : PersonScene(Weight)
{
    protected override Deed Act(ITrackerBook book, BookIssue issue, Stage stage)
    {
        var field = stage.Chance.GetItems(Enum.GetValues<Field>(), 1)[0];
        var value = field switch
        {
            Field.Title => Wording.Corrected(stage.Chance, issue.Title),
            Field.Priority => Wording.Priority(stage.Chance),
            _ => Wording.Deadline(stage.Chance),
        };
        book.Change(issue, field, value);
        return new Deed(issue.Token, field, value, stage.Now);
    }
}
