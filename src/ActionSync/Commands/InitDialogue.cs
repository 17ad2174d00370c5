using System.Text;
using ActionSync.Configuration.Binding;
using ActionSync.Items;

namespace ActionSync.Commands;

/// <summary>Asks somebody at a terminal; questions go to stderr, so that stdout holds results only.</summary>
internal sealed class InitDialogue(TextWriter terminal)
{
    /// <summary>Somebody is there who can answer.</summary>
    public static InitDialogue? AtTerminal => Console.IsInputRedirected ? null : new InitDialogue(Console.Error);

    /// <summary>One of some words; again until it is one.</summary>
    public string Choose(string question, IReadOnlyList<string> words, string otherwise)
    {
        while (true)
        {
            var said = Ask($"{question} ({string.Join(", ", words)})", otherwise, _ => null) ?? otherwise;
            if (words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } chosen)
                return chosen;
            terminal.WriteLine(FullStop.After($"{Wording.Quote(said)} is none of them: it must be {Wording.Choice([.. words], said)}"));
        }
    }

    /// <summary>A text that will do; null where nothing was said and something else holds then.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="otherwise">What holds where nothing is said; null where something has to be.</param>
    /// <param name="wrong">What is wrong with an answer, which is then asked for again; null for nothing.</param>
    /// <exception cref="NoMoreAnswersException">Nobody answers any more.</exception>
    public string? Ask(string question, string? otherwise, Func<string, string?> wrong)
    {
        while (true)
        {
            terminal.Write($"{question}{(otherwise is { Length: > 0 } ? $" [{otherwise}]" : "")}: ");
            var said = (Console.ReadLine() ?? throw Ended()).Trim();
            if (otherwise is not null && (said.Length == 0 || said.Equals(otherwise, StringComparison.OrdinalIgnoreCase)))
                return null;
            if (said.Length > 0 && IsRight(said, wrong))
                return said;
        }
    }

    /// <summary>A secret that will do, which is not shown while it is typed.</summary>
    /// <exception cref="NoMoreAnswersException">Nobody answers any more.</exception>
    public string AskHidden(string question, Func<string, string?> wrong)
    {
        while (true)
        {
            terminal.Write($"{question} (not shown): ");
            var secret = ReadHidden() ?? throw Ended();
            terminal.WriteLine();
            if (secret.Length > 0 && IsRight(secret, wrong))
                return secret;
        }
    }

    private bool IsRight(string said, Func<string, string?> wrong)
    {
        if (wrong(said) is not { } problem)
            return true;
        terminal.WriteLine(FullStop.After($"{char.ToUpperInvariant(problem[0])}{problem[1..]}"));
        return false;
    }

    /// <summary>What comes next begins a line of its own.</summary>
    private NoMoreAnswersException Ended()
    {
        terminal.WriteLine();
        return new NoMoreAnswersException();
    }

    /// <returns>Null where the input ended.</returns>
    private static string? ReadHidden()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control })
                return null;
            if (key.Key != ConsoleKey.Backspace)
                typed.Append(key.KeyChar);
            else if (typed.Length > 0)
                typed.Length--;
        }
        return typed.ToString().Trim();
    }
}

/// <summary>The input ended before all was answered.</summary>
internal sealed class NoMoreAnswersException() : Exception("Nobody answers any more.");
