using System.Text;
using ActionSync.Configuration.Binding;

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
            var said = Ask($"{question} ({string.Join(", ", words)})", otherwise) ?? otherwise;
            if (words.FirstOrDefault(word => word.Equals(said, StringComparison.OrdinalIgnoreCase)) is { } chosen)
                return chosen;
            terminal.WriteLine($"{Wording.Quote(said)} is none of them: it must be {Wording.Choice([.. words], said)}.");
        }
    }

    /// <summary>A text; null where nothing was said and something else holds then, or where nobody answers any more.</summary>
    public string? Ask(string question, string? otherwise)
    {
        while (true)
        {
            terminal.Write($"{question}{(otherwise is { Length: > 0 } ? $" [{otherwise}]" : "")}: ");
            if (Console.ReadLine() is not { } line)
                return null;
            if (line.Trim() is { Length: > 0 } said)
                return said;
            if (otherwise is not null)
                return null;
        }
    }

    /// <summary>A secret, which is not shown while it is typed.</summary>
    public string AskHidden(string question)
    {
        while (true)
        {
            terminal.Write($"{question} (not shown): ");
            var secret = ReadHidden();
            terminal.WriteLine();
            if (secret.Length > 0)
                return secret;
        }
    }

    private static string ReadHidden()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
                typed.Append(key.KeyChar);
            else if (typed.Length > 0)
                typed.Length--;
        }
        return typed.ToString().Trim();
    }
}
