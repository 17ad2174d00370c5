using System.CommandLine;
using ActionSync.Documents;
using ActionSync.Intake;
using ActionSync.Recovery;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary><c>annotate FILE [--write]</c>: the document with what became of its items, and nothing else of it changed.</summary>
internal static class AnnotateCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var file = DocumentArgument.MakeOne("An incident document.");
        var write = new Option<bool>("--write") { Description = "Write the file itself; without this the new text is printed." };
        var command = new Command("annotate", "Fill each item's ticket, its state and the day it was done into its document.") { file, write };
        command.SetAction((arguments, _) => CommandContext.ShowAsync(
            arguments, config, (context, cancel) => AnnotateAsync(context, arguments.GetValue(file)!, arguments.GetValue(write), cancel)));
        return command;
    }

    private static async Task<ExitCode> AnnotateAsync(CommandContext context, string path, bool write, CancellationToken cancellationToken)
    {
        await context.Get<LostLedger>().RequireNoneAsync(cancellationToken);
        var (parsed, read) = await context.Get<FileArguments>().OpenAsync(new FileArgument.Lying(path), cancellationToken);
        if (parsed.Problems.Count > 0 || read is not { Document: { } document, Format: { } format })
        {
            DocumentMessages.Rejected(path, parsed);
            return ExitCode.Rejected;
        }
        if (format.Places is null)
        {
            return Refused(
                $"{path} is an export of {format.Name}: it belongs to that tool, and nothing is written into it. actionsync status shows what became of its items.");
        }
        await using var work = await context.ReadLedgerAsync(cancellationToken);
        if (work is null)
            return Refused($"There is no ledger yet, so that nothing is known of the items of {path}. actionsync once {path} takes them in.");
        var filled = await context.Get<DocumentAnnotation>().FillAsync(format, document, parsed, work, cancellationToken);
        if (filled.Unknown.Count == parsed.Incidents.Count)
            return Refused($"No incident {string.Join(", ", filled.Unknown)} is known. actionsync once {path} takes it in.");
        if (filled.Spoilt is { } spoilt)
            return Refused($"{path} is left as it is, since it would be read differently afterwards: {spoilt}. Please report it with the document.");
        foreach (var left in filled.Left)
            Say($"{path}: {left}, since the document would then say something else. Write it there by hand.");
        if (!write)
            await PrintAsync(filled.Bytes, cancellationToken);
        else if (!await WriteAsync(path, document, filled, cancellationToken))
            return Refused($"{path} was changed meanwhile and is left as it is. Run the same command again.");
        return filled.Left.Count > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    private static async Task<bool> WriteAsync(string path, DocumentFile document, FilledDocument filled, CancellationToken cancellationToken)
    {
        if (document.Bytes.Span.SequenceEqual(filled.Bytes))
        {
            Say($"{path}: nothing to fill in.");
            return true;
        }
        var target = DocumentAnnotation.TargetOf(path);
        if (!await DocumentAnnotation.WriteAsync(target ?? path, document.Bytes, filled.Bytes, cancellationToken))
            return false;
        Say(target is null ? $"{path}: written." : $"{path} is a link; what it leads to was written: {target}.");
        return true;
    }

    /// <summary>Byte by byte for a file or a program; a terminal gets text that does nothing to it.</summary>
    private static async Task PrintAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        if (!Console.IsOutputRedirected)
        {
            await Console.Out.WriteAsync(System.Text.Encoding.UTF8.GetString(bytes));
            return;
        }
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(bytes, cancellationToken);
    }

    private static ExitCode Refused(string why)
    {
        Say(why);
        return ExitCode.Rejected;
    }

    private static void Say(string text) => Console.Error.WriteLine(TextProfile.Terminal.Line(text));
}
