namespace ActionSync.Documents.Messages;

/// <summary>A problem of a document as <c>check --format json</c> and the API tell it; the names and their order are a contract.</summary>
/// <param name="Line">From 1; 0 where the file itself cannot be read.</param>
/// <param name="Path">As in <c>action_items[2].deadline</c>.</param>
/// <param name="Why">The kind of mistake.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
internal sealed record CheckProblem(int Line, int Column, string Path, string Why, string Text)
{
    public static CheckProblem Of(Problem problem) => new(problem.Line, problem.Column, problem.Path, problem.Why, problem.Sentence);
}
