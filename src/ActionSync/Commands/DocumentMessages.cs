using ActionSync.Parsing;

namespace ActionSync.Commands;

/// <summary>What people are told of a document that is not taken in.</summary>
internal static class DocumentMessages
{
    public static void Rejected(string file, IReadOnlyList<Problem> problems)
    {
        Console.Error.WriteLine($"{PrintableText.Of(file)}: rejected, {problems.Count} problem(s)");
        foreach (var line in ProblemsText.Of(problems).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.Error.WriteLine($"  {PrintableText.Of(line)}");
    }
}
