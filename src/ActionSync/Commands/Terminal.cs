using ActionSync.Text;
using Spectre.Console;

namespace ActionSync.Commands;

/// <summary>Where results and progress go; plain, and as wide as it takes, when nobody looks.</summary>
internal static class Terminal
{
    private static readonly TextWriter Out = Console.Out;
    private static readonly TextWriter Error = Console.Error;

    /// <summary>Nothing is folded or cut where no terminal says how wide it is.</summary>
    public const int PlainWidth = 400;

    public static IAnsiConsole Results { get; } = Make();

    /// <summary>For the line that is written over again and again; in our own words only.</summary>
    public static TextWriter Progress => Error;

    /// <summary>Somebody watches stderr, so long work shows how far it is.</summary>
    public static bool ShowsProgress => !Console.IsErrorRedirected;

    /// <summary>From now on nothing that is written, by us or by a library, acts on the terminal.</summary>
    public static void Guard()
    {
        Console.SetOut(new HarmlessWriter(Out));
        Console.SetError(new HarmlessWriter(Error));
    }

    /// <summary>Cells a line; where nobody looks, as many as it takes.</summary>
    public static int Width => Results.Profile.Width;

    /// <summary>One line of a result, whatever text from outside it holds; never folded.</summary>
    public static void Line(string text) => Console.Out.WriteLine(TextProfile.Terminal.Line(text));

    /// <summary>A sentence of a result, whatever text from outside it holds, folded between words where a terminal says how wide it is.</summary>
    /// <param name="text">One line.</param>
    /// <param name="indent">Blanks before every line but the first, so that a list can be seen as one.</param>
    public static void Paragraph(string text, int indent = 0) => Fold(Console.Out, text, Console.IsOutputRedirected ? PlainWidth : Width, indent);

    /// <summary>The same for a message, which goes to stderr.</summary>
    public static void Message(string text, int indent = 0) => Fold(Console.Error, text, Console.IsErrorRedirected ? PlainWidth : Width, indent);

    /// <summary>The lines of such a message, for the log, which goes there too.</summary>
    public static IReadOnlyList<string> MessageLines(string text, int indent)
    {
        var line = TextProfile.Terminal.Line(text);
        return Console.IsErrorRedirected || Width >= PlainWidth ? [line] : DisplayText.Wrap(line, Width, indent);
    }

    private static void Fold(TextWriter writer, string text, int width, int indent)
    {
        var line = TextProfile.Terminal.Line(text);
        if (width >= PlainWidth)
            writer.WriteLine(line);
        else
            foreach (var part in DisplayText.Wrap(line, width, indent))
                writer.WriteLine(part);
    }

    /// <summary>By https://no-color.org; whoever asks for no colour wants no bold letters either.</summary>
    private static bool WantsPlainText => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    private static IAnsiConsole Make()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = Console.IsOutputRedirected || WantsPlainText ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
