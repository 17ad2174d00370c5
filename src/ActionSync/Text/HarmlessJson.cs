using System.Globalization;
using System.Text;

namespace ActionSync.Text;

/// <summary>JSON that a terminal may show, too: what would act there is escaped, which changes nothing for a program.</summary>
internal static class HarmlessJson
{
    public static string Of(string json)
    {
        var harmless = new StringBuilder(json.Length);
        foreach (var rune in json.EnumerateRunes())
        {
            // Outside of strings there is nothing but ASCII, so all of these stand in one.
            if (rune.Value is '\n' or '\r' or '\t' || HarmlessText.IsShown(rune, Sink.Terminal))
                harmless.Append(rune.ToString());
            else
                harmless.Append(string.Concat(rune.ToString().Select(unit => $"\\u{((int)unit).ToString("x4", CultureInfo.InvariantCulture)}")));
        }
        return harmless.ToString();
    }
}
