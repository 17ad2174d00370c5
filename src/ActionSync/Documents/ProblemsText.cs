using System.Text;

namespace ActionSync.Documents;

/// <summary>Problems as people read them: a line each, <c>line:column  json.path  what is wrong  what would be right</c>, in columns.</summary>
public static class ProblemsText
{
    // A long entry does not push the columns of all others out of sight.
    private const int WidestPath = 40;
    private const int WidestWrong = 70;

    public static string Of(IReadOnlyList<Problem> problems)
    {
        var place = problems.Max(p => Place(p).Length, 0);
        var path = Math.Min(problems.Max(p => p.Path.Length, 0), WidestPath);
        var wrong = Math.Min(problems.Max(p => p.Wrong.Length, 0), WidestWrong);
        var text = new StringBuilder();
        foreach (var p in problems)
            text.Append($"{Place(p).PadRight(place)}  {p.Path.PadRight(path)}  {p.Wrong.PadRight(wrong)}  {p.Right}\n");
        return text.ToString();
    }

    private static string Place(Problem problem) => $"{problem.Line}:{problem.Column}";

    private static int Max(this IReadOnlyList<Problem> problems, Func<Problem, int> length, int none) => problems.Count > 0 ? problems.Max(length) : none;
}
