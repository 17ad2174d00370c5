using System.CommandLine;
using System.CommandLine.Parsing;
using ActionSync.Documents;
using ActionSync.Intake;

namespace ActionSync.Commands;

/// <summary>The documents that a command reads: files, and with <c>-</c> its standard input.</summary>
internal static class DocumentInput
{
    private const string StandardInput = "-";

    public static Option<string?> Name() => new("--name")
    {
        Description = "For -: the name of the text, as a file would have it.",
        HelpName = "NAME",
    };

    /// <summary>Refuses a name that belongs to nothing, and a standard input that would be read twice.</summary>
    public static void Check(Command command, Argument files, Option<string?> name) => command.Validators.Add(result =>
    {
        var inputs = (result.GetResult(files)?.Tokens ?? []).Count(token => token.Value == StandardInput);
        if (inputs > 1)
            result.AddError("Standard input (-) can be read once.");
        if (inputs == 0 && result.GetResult(name) is OptionResult { Implicit: false })
            result.AddError("--name is for standard input: give - as the FILE.");
    });

    /// <returns>What the file is called in messages, what it holds, and the word for its format.</returns>
    public static async Task<(string File, ParsedFile Parsed, string? Format)> ReadAsync(
        CommandContext context, string file, string? name, CancellationToken cancellationToken)
    {
        if (file != StandardInput)
        {
            var (parsedFile, opened) = await context.Get<FileArguments>().OpenAsync(file, cancellationToken);
            return (file, parsedFile, opened?.Format?.Word);
        }
        await using var text = Console.OpenStandardInput();
        var (parsed, format) = await context.Get<FileArguments>().OpenAsync(text, name, cancellationToken);
        return (name ?? StandardInput, parsed, format);
    }
}
