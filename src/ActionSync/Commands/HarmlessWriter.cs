using System.Text;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>
/// Stands before a console's writer, so that nothing from outside moves the cursor, whoever writes it: a document's title, an argument, a path, the words of a
/// library. Lines stay lines.
/// </summary>
internal sealed class HarmlessWriter(TextWriter console) : TextWriter
{
    private char _first;

    public override Encoding Encoding => console.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var text = _first == default ? buffer.ToString() : $"{_first}{buffer}";
        _first = default;
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
            (_first, text) = (text[^1], text[..^1]);
        console.Write(Lines(text));
    }

    public override void Flush()
    {
        if (_first != default)
            console.Write(HarmlessText.Unreadable);
        _first = default;
        console.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Flush();
        base.Dispose(disposing);
    }

    private static string Lines(string text)
    {
        var lines = text.Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            // Only before a line feed a return is the end of a line; elsewhere the line would be written over.
            var ending = n < lines.Length - 1 && lines[n].EndsWith('\r') ? "\r" : "";
            lines[n] = string.Join('\t', lines[n][..^ending.Length].Split('\t').Select(part => TextProfile.Terminal.Line(part))) + ending;
        }
        return string.Join('\n', lines);
    }
}
