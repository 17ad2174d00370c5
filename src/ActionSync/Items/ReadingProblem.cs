namespace ActionSync.Items;

/// <summary>Something of an issue that cannot be read now; the last known value stands.</summary>
/// <param name="Field">Null where the whole issue cannot be read.</param>
/// <param name="Why">What is there or missing, and what to do.</param>
/// <param name="Doubted">It shows no value, and so many issues do at once that it is not believed.</param>
public sealed record ReadingProblem(ItemField? Field, string Why, bool Doubted = false)
{
    /// <summary>"deadline", or "issue" for the whole.</summary>
    public string What => Field?.ToWord() ?? "issue";

    /// <summary>The whole of it, to follow an item's key: "its deadline cannot be read: ...".</summary>
    public string Sentence => FullStop.After(Doubted ? Why : $"its {What} cannot be read: {Why}");
}
