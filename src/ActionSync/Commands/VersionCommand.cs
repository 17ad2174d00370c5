using System.CommandLine;
using System.CommandLine.Invocation;
using ActionSync.Hosting;

namespace ActionSync.Commands;

/// <summary><c>version</c>, and <c>--version</c> with the same words.</summary>
internal static class VersionCommand
{
    public static Command Make(RootCommand root)
    {
        var command = new Command("version", "Say which version this is.");
        command.SetAction(_ => Print());
        foreach (var option in root.Options.OfType<VersionOption>())
            option.Action = new Printing();
        return command;
    }

    private static void Print() => Terminal.Line(ProgramVersion.Text);

    private sealed class Printing : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            Print();
            return (int)ExitCode.Done;
        }
    }
}
