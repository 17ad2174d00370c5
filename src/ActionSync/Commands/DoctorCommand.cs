using System.CommandLine;
using ActionSync.Diagnostics;

namespace ActionSync.Commands;

/// <summary><c>doctor</c>: checks everything that has to work, and says what to do where it does not.</summary>
internal static class DoctorCommand
{
    public static Command Make(ConfigurationOption config)
    {
        var command = new Command("doctor", "Check configuration, database, every tracker and every channel, and say what to do.");
        command.SetAction((arguments, _) => CommandContext.ShowAsync(arguments, config, ExamineAsync));
        return command;
    }

    private static async Task<ExitCode> ExamineAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var findings = await context.Get<Doctor>().ExamineAsync(cancellationToken);
        foreach (var finding in findings)
            Terminal.Line($"{(finding.Good ? "ok " : "BAD")}  {finding.Subject}: {finding.Sentences}");
        return findings.All(f => f.Good) ? ExitCode.Done : ExitCode.Rejected;
    }
}
