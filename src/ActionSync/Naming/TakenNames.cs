namespace ActionSync.Naming;

/// <summary>Which names of one item fit another item as well, asked for a few items alone: however many there are, it costs the same.</summary>
/// <param name="Id">The document's id for it.</param>
/// <param name="Ordinal">Its number within its incident.</param>
/// <param name="Number">Its issue's number.</param>
internal readonly record struct TakenNames(bool Id, bool Ordinal, bool Number)
{
    /// <summary>What items are called by, as their indexes have it.</summary>
    private static readonly Func<string, string>[] Names =
    [
        item => $"lower({item}.key)", item => $"lower({item}.explicit_id)", ByOrdinal, item => $"ltrim(lower({item}.number), '#')",
    ];

    /// <summary>
    /// Columns <c>id_taken</c>, <c>ordinal_taken</c> and <c>number_taken</c>, 1 where it is so, of a statement that selects from <c>items i</c>.
    /// </summary>
    public static string Columns { get; } = string.Join(
        ", ",
        $"{Taken("lower(i.explicit_id)", "i.explicit_id is not null")} as id_taken",
        $"{Taken(ByOrdinal("i"), "1 = 1")} as ordinal_taken",
        $"{Taken("ltrim(lower(i.number), '#')", "i.number is not null")} as number_taken");

    private static string ByOrdinal(string item) => $"lower({item}.incident_id) || '/' || cast({item}.ordinal as text)";

    /// <summary>Each name is looked for by itself, since each has an index.</summary>
    private static string Taken(string name, string condition) =>
        $"case when {condition} and ({string.Join(" or ", Names.Select(other =>
            $"exists (select 1 from items o where {other("o")} = {name} and o.id <> i.id)"))}) then 1 else 0 end";
}
