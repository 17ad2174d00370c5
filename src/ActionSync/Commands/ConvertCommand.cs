using System.CommandLine;
using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Documents.Markdown.Writing;
using ActionSync.Documents.Values;
using ActionSync.Documents.Yaml;
using ActionSync.Files;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>convert FILE --to FORMAT</c>: the same incidents in another format.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> Source = new("FILE") { Description = "An incident document; - for standard input." };

    private static readonly Option<string> To = new Option<string>("--to")
    {
        Description = "json, yaml or markdown.",
        Required = true,
        HelpName = "FORMAT",
    }.OneOf("json", "yaml", "markdown");

    private static readonly Option<string?> Out = new("--out") { Description = "Write this file instead of standard output.", HelpName = "FILE" };

    private static readonly Option<string?> Name = DocumentInput.Name();

    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("convert", "Write a document in another format; what is read from it stays the same.") { Source, To, Out, Name };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Out) is { } path && result.GetValue(Source) is { } source && Path.GetFullPath(path) == Path.GetFullPath(source))
                result.AddError("--out is the document itself, which would be lost: name another file.");
        });
        DocumentInput.Check(command, Source, Name);
        command.SetAction((arguments, _) => CommandContext.ReadAsync(arguments, config, (context, cancel) => ConvertAsync(context, arguments, cancel)));
        return command;
    }

    private static async Task<ExitCode> ConvertAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (file, parsed) = await DocumentInput.ReadOneAsync(context, arguments.GetRequiredValue(Source), arguments.GetValue(Name), cancellationToken);
        if (parsed.Problems.Count > 0)
        {
            DocumentMessages.Rejected(file, parsed);
            return ExitCode.Rejected;
        }
        if (parsed.Incidents.Count == 0)
        {
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"{file} {parsed.WhyNone}"));
            return ExitCode.Rejected;
        }
        // A template says nothing of items, so it must not say afterwards that there is nothing to do.
        List<IncidentDocument> documents =
            [.. parsed.Incidents.Select(document => document.IsUnfilled ? document with { ActionItems = null } : document)];
        var written = Write(documents, arguments.GetRequiredValue(To), context.Get<ReadingRules>());
        foreach (var sentence in written.Problems.Concat(written.LeftOut))
            await Console.Error.WriteLineAsync(TextProfile.Terminal.Line($"{file}: {sentence}"));
        foreach (var warning in parsed.Incidents.SelectMany(document => document.Warnings))
        {
            await Console.Error.WriteLineAsync(
                TextProfile.Terminal.Line($"{file}:{warning.Line}: not taken as it stands there ({warning.Why}): {warning.Text}"));
        }
        if (written.Text is not { } text)
            return ExitCode.Rejected;
        await PutAsync(text, arguments.GetValue(Out), cancellationToken);
        return ExitCode.Done;
    }

    private static WrittenMarkdown Write(IReadOnlyList<IncidentDocument> documents, string format, ReadingRules rules) => format switch
    {
        "json" => new WrittenMarkdown(JsonDocumentWriter.Write(documents), [], JsonDocumentWriter.Filled(documents)),
        "yaml" => new WrittenMarkdown(YamlDocumentWriter.Write(documents), [], JsonDocumentWriter.Filled(documents)),
        _ => MarkdownDocumentWriter.Write(documents, rules),
    };

    /// <summary>A program gets every byte; a terminal gets what does not act on it.</summary>
    private static async Task PutAsync(byte[] text, string? path, CancellationToken cancellationToken)
    {
        if (path is not null)
        {
            await AtomicFile.WriteAsync(Path.GetFullPath(path), text, cancellationToken);
            return;
        }
        if (!Console.IsOutputRedirected)
        {
            await Console.Out.WriteAsync(Encoding.UTF8.GetString(text));
            return;
        }
        await using var stdout = Console.OpenStandardOutput();
        await stdout.WriteAsync(text, cancellationToken);
    }
}
