namespace ActionSync.Simulators.Chaos.Documents;

/// <summary>Writes documents into the drop folder and keeps the book of what was dropped: what the workers must not forget.</summary>
internal sealed class DocumentSource(string inbox)
{
    private readonly Dictionary<string, List<(DateTimeOffset At, Document Sheet)>> _revisions = [];
    private readonly List<Drop> _drops = [];

    public string Inbox => inbox;

    public IReadOnlyList<Drop> Drops => _drops;

    /// <summary>The latest revision of every incident.</summary>
    public IReadOnlyList<Document> Latest => [.. _revisions.Values.Select(r => r[^1].Sheet)];

    /// <summary>Every item that ever was in a document.</summary>
    public IEnumerable<ExpectedItem> Items => _revisions.Values.SelectMany(ItemsOf);

    /// <summary>The items that the latest document of their incident no longer names.</summary>
    public IReadOnlyList<DocumentItem> Removed(Document sheet) =>
        [.. _revisions[sheet.Incident].SelectMany(r => r.Sheet.Items).Reverse().DistinctBy(i => i.Token)
            .Where(i => sheet.Items.TrueForAll(live => live.Token != i.Token))];

    /// <summary>Drops a document; it counts once it is there whole.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="pieces">1: under another name first and then renamed; more: written under its name, with gaps in between.</param>
    public async Task DropAsync(Document sheet, string name, int pieces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bytes = sheet.ToBytes();
        await WriteAsync(name, bytes, pieces, sheet.Incident, cancellationToken);
        if (!_revisions.TryGetValue(sheet.Incident, out var revisions))
            _revisions[sheet.Incident] = revisions = [];
        if (revisions.Count == 0 || !revisions[^1].Sheet.ToBytes().AsSpan().SequenceEqual(bytes))
            revisions.Add((now, sheet));
    }

    /// <summary>Drops something that is no document.</summary>
    public Task DropBadAsync(string name, byte[] bytes, CancellationToken cancellationToken) => WriteAsync(name, bytes, 1, null, cancellationToken);

    private static ItemRevision RevisionOf(string token, (DateTimeOffset At, Document Sheet, bool IsRead) revision) =>
        new(revision.At, revision.Sheet.Items.Find(i => i.Token == token), revision.IsRead);

    private IEnumerable<ExpectedItem> ItemsOf(List<(DateTimeOffset At, Document Sheet)> revisions)
    {
        var known = revisions.ConvertAll(r => (r.At, r.Sheet, IsSurelyRead(r.Sheet)));
        return revisions.SelectMany(r => r.Sheet.Items).Select(i => i.Token).Distinct()
            .Select(token => new ExpectedItem(token, revisions[^1].Sheet.Incident, known.ConvertAll(r => RevisionOf(token, r))));
    }

    private bool IsSurelyRead(Document sheet) => sheet.ToBytes() is var bytes && _drops.Exists(d => !d.Superseded && d.Bytes.AsSpan().SequenceEqual(bytes));

    private async Task WriteAsync(string name, byte[] bytes, int pieces, string? incident, CancellationToken cancellationToken)
    {
        var path = Path.Combine(inbox, name);
        Directory.CreateDirectory(inbox);
        var written = pieces == 1 ? Path.Combine(inbox, $".{name}.part") : path;
        try
        {
            await using var file = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            foreach (var piece in bytes.Chunk((bytes.Length + pieces - 1) / pieces))
            {
                await file.WriteAsync(piece, cancellationToken);
                if (pieces > 1)
                    await Task.Delay(TimeSpan.FromMilliseconds(400), cancellationToken);
            }
        }
        catch (IOException)
        {
            File.Delete(written);
            throw;
        }
        // What the new one takes the place of need not have been read.
        if (pieces == 1 && File.Exists(path) && _drops.FindLast(d => d.Name == name) is { } earlier)
            _drops[_drops.IndexOf(earlier)] = earlier with { Superseded = true };
        if (pieces == 1)
            File.Move(written, path, overwrite: true);
        _drops.Add(new Drop(name, bytes, incident, Superseded: false));
    }
}

/// <summary>A file as it was dropped.</summary>
/// <param name="Incident">Null where it is no document.</param>
/// <param name="Superseded">Another was put in its place before it was gone.</param>
internal sealed record Drop(string Name, byte[] Bytes, string? Incident, bool Superseded);

/// <summary>What one revision of a document said of an item; null where it left it out.</summary>
/// <param name="IsRead">No other document took its place before it was gone.</param>
internal sealed record ItemRevision(DateTimeOffset At, DocumentItem? Item, bool IsRead);

/// <summary>An item and what the documents said of it, revision by revision.</summary>
internal sealed record ExpectedItem(string Token, string Incident, IReadOnlyList<ItemRevision> Revisions)
{
    public bool IsWithdrawn => Revisions[^1].Item is null;

    /// <summary>It was in a document that no other took the place of.</summary>
    public bool WasSurelyRead => Revisions.Any(r => r is { Item: not null, IsRead: true });

    /// <summary>
    /// What the latest document that named it says. Where it was left out since, those before that one may never have been read: then any of their words.
    /// </summary>
    public IReadOnlyList<string> Asked(Field field)
    {
        var named = Named.ToArray();
        var unread = IsWithdrawn ? named.TakeWhile(r => !r.IsRead).Count() : 0;
        return [.. named.Take(unread + 1).Select(r => r.Item!.Of(field)).Distinct()];
    }

    /// <summary>What the documents said at a time.</summary>
    public string? AskedAt(Field field, DateTimeOffset time) => Revisions.LastOrDefault(r => r.At <= time && r.Item is not null)?.Item?.Of(field);

    /// <summary>When the documents said so first.</summary>
    public DateTimeOffset AskedSince(Field field)
    {
        var named = Named.ToArray();
        return named.TakeWhile(r => r.Item!.Of(field) == named[0].Item!.Of(field)).Last().At;
    }

    /// <summary>The revisions that named it, the latest first.</summary>
    private IEnumerable<ItemRevision> Named => Revisions.Where(r => r.Item is not null).Reverse();
}
