using System.Collections.Immutable;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>A document is dropped again with one change.</summary>
internal abstract record Revise(int Weight) : DropScene(Weight)
{
    protected sealed override async Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Source.Latest is not { Count: > 0 } sheets)
            return false;
        var sheet = stage.Chance.GetItems([.. sheets], 1)[0];
        if (Change(sheet, stage) is not { } items)
            return false;
        var revised = sheet.With(items);
        await stage.Source.DropAsync(revised, NameOf(revised), 1, stage.Now, cancellationToken);
        stage.Figures.Count("revisions");
        return true;
    }

    /// <returns>Null where there is nothing to change.</returns>
    protected abstract ImmutableList<DocumentItem>? Change(Document sheet, Stage stage);
}

/// <summary>One of the items is changed.</summary>
internal abstract record ReviseItem(int Weight) : Revise(Weight)
{
    protected sealed override ImmutableList<DocumentItem>? Change(Document sheet, Stage stage)
    {
        if (sheet.Items.IsEmpty)
            return null;
        var at = stage.Chance.Next(sheet.Items.Count);
        return sheet.Items.SetItem(at, Change(sheet.Items[at], stage.Chance));
    }

    protected abstract DocumentItem Change(DocumentItem item, Random chance);
}

internal sealed record CorrectTitle(int Weight) : ReviseItem(Weight)
{
    protected override DocumentItem Change(DocumentItem item, Random chance) => item with { Title = Wording.Corrected(chance, item.Title) };
}

internal sealed record ChangePriority(int Weight) : ReviseItem(Weight)
{
    protected override DocumentItem Change(DocumentItem item, Random chance) => item with { Priority = Wording.Priority(chance) };
}

internal sealed record ChangeDeadline(int Weight) : ReviseItem(Weight)
{
    protected override DocumentItem Change(DocumentItem item, Random chance) => item with { Deadline = Wording.Deadline(chance) };
}

internal sealed record AddItem(int Weight) : Revise(Weight)
{
    protected override ImmutableList<DocumentItem>? Change(Document sheet, Stage stage) => sheet.Items.Add(DocumentItem.New(stage.Chance));
}

/// <summary>An item is left out: its issue is flagged.</summary>
internal sealed record RemoveItem(int Weight) : Revise(Weight)
{
    protected override ImmutableList<DocumentItem>? Change(Document sheet, Stage stage) =>
        sheet.Items.Count < 2 ? null : sheet.Items.RemoveAt(stage.Chance.Next(sheet.Items.Count));
}

/// <summary>An item that was left out is named again, in the words that it had.</summary>
internal sealed record BringItemBack(int Weight) : Revise(Weight)
{
    protected override ImmutableList<DocumentItem>? Change(Document sheet, Stage stage) =>
        stage.Source.Removed(sheet) is { Count: > 0 } removed ? sheet.Items.Add(stage.Chance.GetItems([.. removed], 1)[0]) : null;
}
