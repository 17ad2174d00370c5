using System.Collections.Immutable;
using System.Text;
using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Scenes;

/// <summary>Something is put into the drop folder; a full disk refuses it, and then it was never there.</summary>
internal abstract record DropScene(int Weight) : Scenario(Weight)
{
    public sealed override async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            if (await DropAsync(stage, cancellationToken))
                stage.Figures.Count("documents");
        }
        catch (IOException)
        {
            stage.Figures.Count("drops that found no room");
        }
    }

    /// <returns>False where there was nothing to drop yet.</returns>
    protected abstract Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken);

    /// <summary>A new incident for one of the trackers.</summary>
    protected static Document NewSheet(Stage stage)
    {
        var service = stage.Chance.GetItems([.. stage.Books.Select(b => b.Service)], 1)[0];
        var items = Enumerable.Range(0, stage.Chance.Next(1, 5)).Select(_ => DocumentItem.New(stage.Chance)).ToImmutableList();
        return new Document($"INC-{stage.Source.Latest.Count + 1}", service, stage.Chance.Next(2) == 0, 1, items);
    }

    /// <summary>Items that go by title get a file a revision, since two revisions taken for one would be two changes at once.</summary>
    protected static string NameOf(Document sheet) => sheet.HasIds ? $"{sheet.Incident}.json" : $"{sheet.Incident}-{sheet.Revision}.json";
}

internal sealed record DropNew(int Weight) : DropScene(Weight)
{
    protected override async Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        var sheet = NewSheet(stage);
        await stage.Source.DropAsync(sheet, NameOf(sheet), 1, stage.Now, cancellationToken);
        return true;
    }
}

/// <summary>Written slowly under its own name, with gaps longer than the settling time.</summary>
internal sealed record DropInPieces(int Weight) : DropScene(Weight)
{
    protected override async Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        var sheet = NewSheet(stage);
        await stage.Source.DropAsync(sheet, NameOf(sheet), stage.Chance.Next(2, 5), stage.Now, cancellationToken);
        return true;
    }
}

/// <summary>The latest document once more.</summary>
internal sealed record DropAgain(int Weight) : DropScene(Weight)
{
    protected override async Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Source.Latest is not { Count: > 0 } sheets)
            return false;
        var sheet = stage.Chance.GetItems([.. sheets], 1)[0];
        await stage.Source.DropAsync(sheet, $"again-{stage.Source.Drops.Count}.json", 1, stage.Now, cancellationToken);
        return true;
    }
}

/// <summary>What is no document has to be rejected with its reasons.</summary>
internal sealed record DropBad(int Weight) : DropScene(Weight)
{
    protected override async Task<bool> DropAsync(Stage stage, CancellationToken cancellationToken)
    {
        var good = NewSheet(stage).ToBytes();
        var bad = stage.Chance.Next(4) switch
        {
            0 => good[..(good.Length / 2)],
            1 => Encoding.UTF8.GetBytes($"no document {stage.Source.Drops.Count}"),
            2 => Encoding.UTF8.GetBytes($$"""{"incident":{"id":"INC-BAD-{{stage.Source.Drops.Count}}"},"action_items":[{"owner":3}]}"""),
            _ =>
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(good).Replace("\"deadline\": \"20", "\"deadline\": \"next \\u002220", StringComparison.Ordinal)),
        };
        stage.Figures.Count("bad documents");
        await stage.Source.DropBadAsync($"bad-{stage.Source.Drops.Count}.json", bad, cancellationToken);
        return true;
    }
}
