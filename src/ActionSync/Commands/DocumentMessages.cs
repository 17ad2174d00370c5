using ActionSync.Documents;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>What people are told of a document that is not taken in.</summary>
internal static class DocumentMessages
{
    public static void Rejected(string file, IReadOnlyList<Problem> problems)
    {
        if (problems is [{ IsOfFile: true, Wrong: var unreadable }])
        {
            Console.Error.WriteLine($"{TextProfile.Terminal.Line(file)}: {TextProfile.Terminal.Line(unreadable)}");
            return;
        }
        Console.Error.WriteLine($"{TextProfile.Terminal.Line(file)}: rejected, {"problem".ToQuantity(problems.Count)}");
        foreach (var line in ProblemsText.Of(problems).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.Error.WriteLine($"  {TextProfile.Terminal.Line(line)}");
    }
}
