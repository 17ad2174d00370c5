using System.CommandLine;

namespace ActionSync.Commands;

/// <summary><c>completion bash|zsh</c>: a script for the shell, which asks the hidden command <c>complete</c> what could stand where the cursor is.</summary>
internal static class CompletionCommand
{
    private const string Asking = "complete";

    private const string Bash = $$"""
        # Completion of actionsync for bash. For this session: source <(actionsync completion bash)
        # For every session: actionsync completion bash > ~/.local/share/bash-completion/completions/actionsync
        _actionsync() {
            local IFS=$'\n'
            local known=$("${COMP_WORDS[0]}" {{Asking}} -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
            COMPREPLY=($(compgen -W "$known" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o bashdefault -o default -F _actionsync actionsync
        """;

    private const string Zsh = $$"""
        #compdef actionsync
        # Completion of actionsync for zsh. For this session, after compinit: source <(actionsync completion zsh)
        # For every session: actionsync completion zsh > a folder of $fpath/_actionsync
        _actionsync() {
            local -a known
            known=("${(@f)$("${words[1]}" {{Asking}} -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            known=(${known:#})
            if (( $#known )); then
                compadd -- $known
            else
                _files
            fi
        }
        if [ "$funcstack[1]" = "_actionsync" ]; then
            _actionsync "$@"
        else
            compdef _actionsync actionsync
        fi
        """;

    public static Command Make()
    {
        var shell = new Argument<string>("SHELL") { HelpName = "SHELL", Description = "bash or zsh." };
        shell.OneOf("bash", "zsh");
        var command = new Command("completion", "Print a script that completes commands and options in bash or zsh.") { shell };
        command.SetAction(arguments => Console.Out.WriteLine(arguments.GetRequiredValue(shell) == "zsh" ? Zsh : Bash));
        return command;
    }

    /// <summary>The command that the scripts ask; people have no use for it.</summary>
    public static Command MakeAsking(RootCommand root)
    {
        var words = new Argument<string[]>("WORD") { Description = "What stands behind actionsync, up to the cursor.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(Asking, "Say what could stand where the cursor is.") { words };
        command.Hidden = true;
        command.SetAction(arguments =>
        {
            foreach (var word in Known(root, arguments.GetValue(words)!))
                Console.Out.WriteLine(word);
        });
        return command;
    }

    /// <summary>What the last word could become. Options only where one was begun: elsewhere a file may be meant, which the shell completes itself.</summary>
    private static IEnumerable<string> Known(RootCommand root, IReadOnlyList<string> words)
    {
        WithoutTruth(root);
        var last = words.Count == 0 ? "" : words[^1];
        var line = string.Concat(words.SkipLast(1).Select(word => $"{Quoted(word)} ")) + last;
        return root.Parse(line).GetCompletions(line.Length).Select(completion => completion.InsertText ?? completion.Label)
            .Where(word => word.StartsWith(last, StringComparison.OrdinalIgnoreCase) && (last.StartsWith('-') || word is not ['-' or '/', ..]))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>An option that says yes by standing there is followed by the next word, and not by True or False.</summary>
    private static void WithoutTruth(Command command)
    {
        foreach (var option in command.Options.Where(option => option.ValueType == typeof(bool)))
            option.CompletionSources.Clear();
        foreach (var below in command.Subcommands)
            WithoutTruth(below);
    }

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"" : word;
}
