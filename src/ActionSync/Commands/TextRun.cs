using ActionSync.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActionSync.Commands;

/// <summary>A piece of a line: harmless text, how it looks, and where it leads where a terminal can show that.</summary>
internal sealed record TextRun
{
    private TextRun(string text, Style style, string? link) => (Text, Style, Link) = (text, style, link);

    public string Text { get; }

    public Style Style { get; }

    /// <summary>An address of the web or of a file; null for none.</summary>
    public string? Link { get; }

    /// <param name="text">Any text; it becomes one harmless line.</param>
    /// <param name="style">How it looks; null for plain.</param>
    /// <param name="link">Where it leads; what is no address is left out.</param>
    public static TextRun Of(string text, Style? style = null, string? link = null) =>
        new(TextProfile.Terminal.Line(text), style ?? Style.Plain, IsAddress(link) ? TextProfile.Terminal.Line(link) : null);

    /// <summary>Writes a line of pieces, which is not folded.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<TextRun> line) =>
        console.Write(new Line([.. line.Select(run => new Segment(run.Text, run.Style, run.Link is { } link ? new Link(link) : null))]));

    private static bool IsAddress(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.IsFile);

    /// <summary>Segments as they are: what measures and folds cannot show every text.</summary>
    private sealed class Line(IReadOnlyList<Segment> segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [.. segments, Segment.LineBreak];
    }
}
