using System.CommandLine;
using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Reminders;
using ActionSync.Setup;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>
/// <c>init</c>: asks what a new installation is to be like, or takes it from flags, writes its configuration, proves it as <c>doctor</c> does, and ends with
/// the plan of the first documents.
/// </summary>
internal static class InitCommand
{
    /// <summary>The configuration where the shared file is there already.</summary>
    private const string OwnFile = "actionsync.json";

    public static Command Make(ConfigurationOption config, RootCommand root)
    {
        var flags = new InitFlags(config.Catalog);
        var command = new Command(
            "init", "Write a configuration: asks at a terminal, else takes flags. --config names the file; secrets get files of their own.");
        foreach (var flag in flags.All)
            command.Add(flag);
        command.SetAction(async (arguments, cancellationToken) =>
            (int)await CommandContext.GuardAsync(() => InitAsync(flags, config, root, arguments, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> InitAsync(
        InitFlags flags, ConfigurationOption config, RootCommand root, ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = FileOf(arguments.GetValue(config));
        var made = new NewConfiguration(file, Directory.GetCurrentDirectory());
        var gathering = new InitAnswers(flags, arguments, InitDialogue.AtTerminal, new InitCheck(config.Catalog));
        var force = arguments.GetValue(flags.Force);
        if (Refuses(made, force) || Asked(gathering) is not var (answers, documents) || RefusesSecrets(made, answers, force))
            return ExitCode.Misused;
        await made.WriteAsync(answers, cancellationToken);
        var near = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
        string[] at = near == Path.GetRelativePath(".", ConfigurationReader.SharedFile) ? [] : ["--config", near];
        if (await ProvedAsync(made, at, config, cancellationToken) is not { } options)
            return ExitCode.Misused;
        Say(made, at);
        var doctor = await RunAsync(root, ["doctor", .. at], cancellationToken);
        var plan = documents.Count == 0 ? ExitCode.Done : await RunAsync(root, ["plan", .. documents, .. at], cancellationToken);
        Terminal.Line("");
        SayNext(documents, at, doctor, plan);
        SayOfOldOnes(documents, at, options.Reminding);
        return Worst(doctor, plan);
    }

    /// <summary>What is broken comes first: nobody is sent on into it.</summary>
    private static void SayNext(IReadOnlyList<string> documents, string[] at, ExitCode doctor, ExitCode plan)
    {
        if (doctor != ExitCode.Done)
            Terminal.Paragraph(
                $"First: mend what is called BAD above; {Command("doctor", at)} looks again. Settings can be changed in the file that was written.");
        else if (plan == ExitCode.Rejected)
            Terminal.Paragraph($"First: correct the documents that would be rejected; {Command($"plan {Named(documents)}", at)} looks again.");
        var next = doctor == ExitCode.Done && plan == ExitCode.Done ? "Next" : "Then";
        Terminal.Paragraph(documents.Count == 0
            ? $"{next}: {Command("plan incident.json", at)} shows what would become of a document, and {Command("once incident.json", at)} does it."
            : $"{next}: {Command($"once {Named(documents)}", at)} does what the plan says.");
    }

    private static string Named(IReadOnlyList<string> documents) => documents.Count == 0 ? "FOLDER" : string.Join(' ', documents.Select(ShellWord.Of));

    /// <summary>The configuration to be made: where the shared file is one that came along, it is laid over that.</summary>
    private static string FileOf(string? given)
    {
        var isShared = !File.Exists(ConfigurationReader.SharedFile) || NewConfiguration.IsOurs(ConfigurationReader.SharedFile);
        return Path.GetFullPath(given ?? (isShared ? ConfigurationReader.SharedFile : OwnFile));
    }

    /// <summary>What was said; null where it will not do, or nobody said it all, and then nothing is written.</summary>
    private static (SetupAnswers Answers, IReadOnlyList<string> Documents)? Asked(InitAnswers gathering)
    {
        try
        {
            var (answers, documents) = (gathering.Gather(), gathering.Documents());
            foreach (var missing in gathering.Missing)
                Terminal.Message(missing);
            return gathering.Missing.Count > 0 ? null : (answers, documents);
        }
        catch (NoMoreAnswersException)
        {
            Terminal.Message(
                "The answers ended before the last question, so nothing was written. "
                + "Run actionsync init again, or give them as flags (actionsync help init).");
            return null;
        }
    }

    private static bool Refuses(NewConfiguration made, bool force)
    {
        if (force || !Path.Exists(made.FullPath))
            return false;
        Terminal.Message(
            $"{made.FullPath} is there already. To answer anew and replace it, add --force; "
            + "to keep it and write another beside it, name that with --config FILE.");
        return true;
    }

    /// <summary>A token that is there may be the only copy.</summary>
    private static bool RefusesSecrets(NewConfiguration made, SetupAnswers answers, bool force)
    {
        var inTheWay = force ? [] : made.SecretsInTheWay(answers);
        foreach (var file in inTheWay)
        {
            Terminal.Message(
                $"{file}, where the secret would be kept, is there already, so nothing was written. "
                + "To use what it holds, name it by the flag that ends in -file (actionsync help init); to replace it, add --force.");
        }
        return inTheWay.Count > 0;
    }

    /// <summary>What was written, as it is read; null where it has a problem, and then everything is taken back.</summary>
    private static async Task<ActionSyncOptions?> ProvedAsync(
        NewConfiguration made, string[] at, ConfigurationOption config, CancellationToken cancellationToken)
    {
        var loaded = ActionSyncConfiguration.Load(ConfigurationSources.OfProcess(at.LastOrDefault(), Scheduling.Schedule.CronProblem), config.Catalog);
        if (loaded.Problems.Count == 0)
            return loaded.Options;
        await made.TakeBackAsync(cancellationToken);
        ConfigurationText.Tell(loaded);
        Terminal.Message("Nothing was written.");
        return null;
    }

    private static void Say(NewConfiguration made, string[] at)
    {
        Terminal.Paragraph($"Written: {made.Written[0]}{(at.Length == 0 ? "" : $". Every command takes it with {string.Join(' ', at.Select(ShellWord.Of))}")}");
        foreach (var secret in made.Written.Skip(1))
            Terminal.Paragraph($"Written: {secret}, which only this account can read. Keep it out of version control.");
        Terminal.Line("");
    }

    private static void SayOfOldOnes(IReadOnlyList<string> documents, string[] at, RemindingOptions reminding)
    {
        Terminal.Paragraph(
            $"Items that are overdue by more than {"day".ToQuantity(reminding.BacklogAfterDays)} when they are first seen (Reminding:BacklogAfterDays) are "
            + "of old incidents: their owners hear of them at the next slot and then once a week, and nobody above them does.");
        Terminal.Paragraph($"To take an old collection in as backlog, without making a single issue: {Command($"once --baseline {Named(documents)}", at)}");
    }

    private static string Command(string words, string[] at) => string.Join(' ', ["actionsync", words, .. at.Select(ShellWord.Of)]);

    private static async Task<ExitCode> RunAsync(RootCommand root, string[] words, CancellationToken cancellationToken)
    {
        var code = (ExitCode)await root.Parse(words).InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        return code;
    }

    /// <summary>Where several apply: 2, then 1, then 3.</summary>
    private static ExitCode Worst(params IReadOnlyList<ExitCode> codes) =>
        new[] { ExitCode.Misused, ExitCode.Rejected, ExitCode.Left }.FirstOrDefault(codes.Contains, ExitCode.Done);
}
