using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Linting;

/// <summary>What would make an item, or a whole incident, better.</summary>
/// <param name="Line">Where the item begins, from 1.</param>
/// <param name="Why">One word for programs.</param>
/// <param name="Title">The item's; null where the whole incident is meant.</param>
/// <param name="Says">What follows the title; where there is none, the whole sentence.</param>
internal sealed record LintFinding(int Line, string Why, string? Title, string Says)
{
    public Advice ToAdvice() => new(Line, Why, Title is null ? Says : $"\"{Title}\" {Says}");

    /// <summary>The sentence in so many characters, as far as its title can be cut.</summary>
    public string Within(int width) =>
        Title is null ? Says : $"\"{TextCut.AtWord(Title, Math.Max(ShortestTitle, width - Says.Length - "\"\" ".Length))}\" {Says}";

    private const int ShortestTitle = 16;
}
