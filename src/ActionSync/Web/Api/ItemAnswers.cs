using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.Text;

namespace ActionSync.Web.Api;

/// <summary><c>GET /api/items</c>, <c>/api/items.csv</c> and <c>/api/items/NAME</c>: the objects of <c>status --json</c> and <c>item --json</c>.</summary>
internal sealed class ItemAnswers(ItemPages pages, ItemFinder finder, LedgerDatabase ledger, TimeZoneInfo zone)
{
    private const string TotalCount = "X-Total-Count";

    /// <summary>So many items that a name may mean are named.</summary>
    private const int MostMeant = 10;

    /// <summary>All that pass, streamed; with <c>page</c> that page of them, with links to its neighbours.</summary>
    public async Task ListAsync(HttpContext context)
    {
        if (await QueryAsync(context) is not { } query)
            return;
        if (!context.Request.Query.ContainsKey(ItemQueryReader.Page))
        {
            var entries = await StartedAsync(query, HttpMethods.IsHead(context.Request.Method), context.RequestAborted);
            await ApiAnswers.StreamAsync(context, MediaTypeNames.Application.Json, "\n",
                (writer, cancel) => ListText.WriteJsonAsync(writer, entries, ReadableStatus.Json.ListStatusEntry, cancel));
            return;
        }
        var page = await pages.ReadAsync(query, context.RequestAborted);
        context.Response.Headers[TotalCount] = page.Total.ToString(CultureInfo.InvariantCulture);
        if (LinksOf(page) is { Length: > 0 } links)
            context.Response.Headers.Link = links;
        await ApiAnswers.WriteJsonAsync(context, HarmlessJson.Of(JsonSerializer.Serialize(
            [.. page.Items.Select(listed => StatusEntry.Of(listed, zone))], ReadableStatus.Json.ListStatusEntry)));
    }

    /// <summary>The same as comma-separated values, always whole.</summary>
    public async Task CsvAsync(HttpContext context)
    {
        if (await QueryAsync(context) is not { } query)
            return;
        var entries = await StartedAsync(query, HttpMethods.IsHead(context.Request.Method), context.RequestAborted);
        context.Response.Headers.ContentDisposition = "attachment; filename=items.csv";
        await ApiAnswers.StreamAsync(context, $"{MediaTypeNames.Text.Csv}; charset=utf-8", "\r\n",
            (writer, cancel) => ListText.WriteCsvAsync(writer, StatusCsv.Header, entries.Select(StatusCsv.Line), cancel));
    }

    /// <summary>One item, by any name that commands take.</summary>
    public async Task ItemAsync(HttpContext context, string name)
    {
        await using var work = await ledger.ReadAsync(context.RequestAborted);
        switch (await finder.FindAsync(work, name, context.RequestAborted))
        {
            case ItemLookup.One(var item):
                var listed = await pages.DescribeAsync(work, item, context.RequestAborted);
                var details = await ItemDetails.ReadAsync(work, listed, zone, context.RequestAborted);
                await ApiAnswers.WriteJsonAsync(context, HarmlessJson.Of(JsonSerializer.Serialize(details, ReadableHistory.Json.ItemDetails)));
                break;
            case ItemLookup.Several(var items):
                var meant = await pages.WithKeysAsync(work, [.. items.Take(MostMeant).Select(item => item.Key)], context.RequestAborted);
                var more = items.Count > MostMeant ? $" and {items.Count - MostMeant} more" : "";
                await ApiProblem.Of(
                    StatusCodes.Status409Conflict,
                    $"{name} may be any of {items.Count} items; name one of them: " +
                    $"{string.Join(", ", meant.Select(NameOf).Order(StringComparer.Ordinal))}{more}.")
                    .WriteAsync(context);
                break;
            case ItemLookup.None(var nearest):
                var near = nearest is null ? "" : $" Did you mean {NameOf(await pages.DescribeAsync(work, nearest, context.RequestAborted))}?";
                await ApiProblem.Of(
                    StatusCodes.Status404NotFound, $"No item is called {name}.{near} GET {ApiPaths.Root}{ApiPaths.Items} lists those that there are.")
                    .WriteAsync(context);
                break;
        }
    }

    private static async Task<ItemQuery?> QueryAsync(HttpContext context)
    {
        var pairs = context.Request.Query.SelectMany(entry => entry.Value.Select(value => KeyValuePair.Create(entry.Key, value)));
        var query = ItemQueryReader.Read(pairs, out var problems);
        if (query is null)
            await ApiProblem.Of(StatusCodes.Status400BadRequest, problems).WriteAsync(context);
        return query;
    }

    /// <summary>The first items are read before the answer begins: a ledger that is away is a status of its own, and no list that breaks off.</summary>
    private async Task<IAsyncEnumerable<StatusEntry>> StartedAsync(ItemQuery query, bool isHead, CancellationToken cancellationToken)
    {
        var all = pages.StreamAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isAny = await all.MoveNextAsync();
        return Rest();

        async IAsyncEnumerable<StatusEntry> Rest()
        {
            await using var owned = all;
            // Of what is asked by HEAD nothing is sent, so the rest need not be read.
            for (var isThere = isAny && !isHead; isThere; isThere = await all.MoveNextAsync())
                yield return StatusEntry.Of(all.Current, zone);
        }
    }

    /// <summary>As RFC 8288 has them.</summary>
    private static string LinksOf(ItemPage page) => string.Join(", ", new[] { (page.Before, "prev"), (page.Next, "next") }
        .Where(link => link.Item1 is not null).Select(link => $"<{ApiPaths.Root}{ApiPaths.Items}{WithPage(link.Item1!)}>; rel=\"{link.Item2}\""));

    /// <summary>The first page is asked for by its number, or all would come.</summary>
    private static string WithPage(ItemQuery query) => query.Page > 1 ? query.ToQueryString()
        : query.ToQueryString() is { Length: > 0 } text ? $"{text}&{ItemQueryReader.Page}=1" : $"?{ItemQueryReader.Page}=1";

    /// <summary>The name to ask by, with what it names.</summary>
    private static string NameOf(ListedItem listed) => $"{listed.Short} ({listed.Item.Title})";
}
