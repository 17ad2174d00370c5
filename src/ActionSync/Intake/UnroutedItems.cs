using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.Planning;
using Humanizer;

namespace ActionSync.Intake;

/// <summary>Items that wait since no route matches them. A worker's log tells each once; whoever asks is told of all.</summary>
internal sealed partial class UnroutedItems(LedgerDatabase ledger, NoticeMemory notices, ILogger<UnroutedItems> logger)
{
    private const int MostNamed = 3;

    /// <summary>A sentence with a next step; null where nothing waits for a route.</summary>
    public static string? Sentence(IReadOnlyList<LedgerItem> items, ShortNames names) => items.Count == 0 ? null
        : $"{"item".ToQuantity(items.Count)} {(items.Count == 1 ? "waits" : "wait")}, since no route matches: {Named(items, names)}. "
            + $"Add a route under Routes that does; one with \"Tracker\": \"{Router.Ignore}\" ignores what it matches.";

    /// <summary>Says in the log what was not said yet.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        var waiting = await work.Items.UnroutedAsync(cancellationToken);
        var news = notices.News("routes", waiting, item => item.Key);
        if (news.Count > 0 && Sentence(news, await ShortNames.LoadAsync(work, cancellationToken)) is { } sentence)
            Log.Waiting(logger, sentence);
    }

    private static string Named(IReadOnlyList<LedgerItem> items, ShortNames names) =>
        string.Join(", ", items.Take(MostNamed).Select(names.Of)) + (items.Count > MostNamed ? $" and {items.Count - MostNamed} more" : "");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Waiting}")]
        public static partial void Waiting(ILogger logger, string waiting);
    }
}
