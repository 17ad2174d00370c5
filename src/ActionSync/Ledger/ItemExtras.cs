using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>
/// What a document says of an item beside the five fields. It goes into the text of a new issue; from then on that text is people's, so that a change is
/// remembered and not written. Null for none.
/// </summary>
internal sealed record ItemExtras
{
    /// <summary>A paragraph or a list entry each.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>The owners beside the first: addresses where they are known, else names.</summary>
    public IReadOnlyList<string>? Owners { get; init; }

    /// <summary>The tickets that no configured tracker has, as the document writes them.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>The fields, by their words, of which the document says nothing, so that the value asked is a default.</summary>
    public IReadOnlyList<string>? Defaults { get; init; }

    /// <summary>Empty lists are none, and so are extras without any.</summary>
    public static ItemExtras? Of(IReadOnlyList<string> details, IReadOnlyList<string> owners, IReadOnlyList<string> links, IEnumerable<ItemField> defaults)
    {
        var extras = new ItemExtras
        {
            Details = Some(details),
            Owners = Some(owners),
            Links = Some(links),
            Defaults = Some([.. defaults.Select(field => field.ToWord())]),
        };
        return extras == new ItemExtras() ? null : extras;

        static IReadOnlyList<string>? Some(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
    }

    /// <summary>These and one link more, unless it is there.</summary>
    public static ItemExtras Linked(ItemExtras? extras, string link) =>
        (extras ?? new ItemExtras()) with { Links = [.. (extras?.Links ?? []).Append(link).Distinct()] };

    public bool Equals(ItemExtras? other) => other is not null && Same(Details, other.Details) && Same(Owners, other.Owners) && Same(Links, other.Links)
        && Same(Defaults, other.Defaults);

    public override int GetHashCode() => HashCode.Combine(Details?.Count, Owners?.Count, Links?.Count, Defaults?.Count);

    private static bool Same(IReadOnlyList<string>? one, IReadOnlyList<string>? other) => (one ?? []).SequenceEqual(other ?? []);
}
