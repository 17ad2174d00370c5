using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>Text from outside on a terminal: nothing in it moves the cursor, rings or turns the line around.</summary>
internal static class PrintableText
{
    public static string Of(string text) => HarmlessText.Of(text, Sink.Terminal);
}
