using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using ActionSync.Documents;
using ActionSync.Intake;

namespace ActionSync.Commands;

/// <summary>The documents that a command reads: files, folders, and with <c>-</c> its standard input.</summary>
internal static class DocumentInput
{
    public static Option<string?> Name() => new(FileArguments.NameOption)
    {
        Description = "For -: the name of the text, as a file would have it.",
        HelpName = "NAME",
    };

    /// <summary>Refuses a name that belongs to nothing, and a standard input that would be read twice.</summary>
    public static void Check(Command command, Argument files, Option<string?> name) => command.Validators.Add(result =>
    {
        var inputs = (result.GetResult(files)?.Tokens ?? []).Count(token => token.Value == FileArgument.StandardInput);
        if (inputs > 1)
            result.AddError("Standard input (-) can be read once.");
        if (inputs == 0 && result.GetResult(name) is OptionResult { Implicit: false })
            result.AddError("--name is for standard input: give - as the FILE.");
    });

    /// <summary>The documents behind the arguments, a folder's each for itself.</summary>
    public static Task<IReadOnlyList<FileArgument>> ListAsync(
        CommandContext context, IReadOnlyList<string> files, string? name, CancellationToken cancellationToken) =>
        context.Get<FileArguments>().ListAsync(files, StandardInput(name), cancellationToken);

    /// <summary>As above, one after the other with what it holds and the word for its format.</summary>
    public static async IAsyncEnumerable<(FileArgument File, ParsedFile Parsed, string? Format)> ReadAllAsync(
        CommandContext context, IReadOnlyList<string> files, string? name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in await ListAsync(context, files, name, cancellationToken))
        {
            var (parsed, format) = await context.Get<FileArguments>().ReadAsync(file, cancellationToken);
            yield return (file, parsed, format);
        }
    }

    /// <summary>One file, or standard input.</summary>
    /// <returns>What the file is called in messages, and what it holds.</returns>
    public static async Task<(string File, ParsedFile Parsed)> ReadOneAsync(
        CommandContext context, string file, string? name, CancellationToken cancellationToken)
    {
        FileArgument one = file == FileArgument.StandardInput ? StandardInput(name) : new FileArgument.Lying(file);
        var (parsed, _) = await context.Get<FileArguments>().ReadAsync(one, cancellationToken);
        return (one.Label, parsed);
    }

    private static FileArgument.Text StandardInput(string? name) => new(name, Console.OpenStandardInput);
}
