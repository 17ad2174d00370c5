using System.CommandLine;
using ActionSync.Diagnostics;
using ActionSync.Items;

namespace ActionSync.Commands;

/// <summary><c>doctor [--json]</c>: checks everything that has to work, and says what to do where it does not.</summary>
internal static class DoctorCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var json = new Option<bool>("--json") { Description = "An array of objects, for programs." };
        var command = new Command("doctor", "Check configuration, database, every tracker and every channel, and say what to do.") { json };
        command.SetAction((arguments, _) =>
            CommandContext.ShowAsync(arguments, config, (context, cancel) => ExamineAsync(context, arguments.GetValue(json), cancel)));
        return command;
    }

    private static async Task<ExitCode> ExamineAsync(CommandContext context, bool asJson, CancellationToken cancellationToken)
    {
        var findings = await context.Get<Doctor>().ExamineAsync(cancellationToken);
        if (asJson)
            ReadableJson.Print(findings.Select(Entry));
        else
            DoctorText.Print(findings);
        return findings.All(f => f.Good) ? ExitCode.Done : ExitCode.Rejected;
    }

    private static DoctorEntry Entry(Finding finding) =>
        new(finding.Subject, finding.Good, finding.Text, finding.Advice, finding.Lines, finding.Paste);
}
