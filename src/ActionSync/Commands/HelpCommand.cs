using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActionSync.Commands;

/// <summary><c>help</c> and <c>help COMMAND</c>: the same as <c>--help</c> there.</summary>
internal static class HelpCommand
{
    public static Command Make(RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND")
        {
            HelpName = "COMMAND",
            Description = "Without any, all commands are listed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.CompletionSources.Add(_ => root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name));
        words.Validators.Add(result =>
        {
            if (Unknown(root, result) is { } sentence)
                result.AddError(sentence);
        });
        var command = new Command("help", "Say what there is, or what a command does and takes.") { words };
        command.SetAction(arguments => Show(root, arguments.GetValue(words)!, Console.Out));
        return command;
    }

    /// <summary>The help of a command.</summary>
    /// <param name="words">The command, and those below it; none for all.</param>
    /// <param name="to">Where it is written.</param>
    public static int Show(RootCommand root, IEnumerable<string> words, TextWriter to) =>
        root.Parse([.. words, "--help"]).Invoke(new InvocationConfiguration { Output = to });

    private static string? Unknown(Command root, ArgumentResult words)
    {
        var at = root;
        foreach (var word in words.Tokens.Select(token => token.Value))
        {
            if (at.Subcommands.FirstOrDefault(command => command.Name == word) is not { } below)
                return Misspelling.OfCommand(word, at);
            at = below;
        }
        return null;
    }
}
