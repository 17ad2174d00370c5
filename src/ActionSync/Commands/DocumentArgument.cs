using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActionSync.Commands;

/// <summary>The files that a command reads.</summary>
internal static class DocumentArgument
{
    /// <summary>An argument <c>FILE...</c> that does not take a mistyped option for a file.</summary>
    public static Argument<string[]> Make(string description, ArgumentArity arity) =>
        Guarded(new Argument<string[]>("FILE") { Description = description, Arity = arity });

    /// <summary>The same for one file.</summary>
    public static Argument<string> MakeOne(string description) => Guarded(new Argument<string>("FILE") { Description = description });

    private static T Guarded<T>(T argument) where T : Argument
    {
        argument.Validators.Add(result =>
        {
            foreach (var option in result.Tokens.Select(t => t.Value).Where(name => name.StartsWith("--", StringComparison.Ordinal) && !File.Exists(name)))
                result.AddError(Misspelling.OfOption(option, (CommandResult)result.Parent!));
        });
        return argument;
    }
}
