using ActionSync.Configuration;
using ActionSync.Hosting;

namespace ActionSync.Commands;

/// <summary>Says what is wrong with a configuration, as messages.</summary>
internal static class ConfigurationText
{
    private const int Indent = 4;

    /// <returns>Whether nothing is wrong; notices are none.</returns>
    public static bool Tell(LoadedConfiguration loaded)
    {
        foreach (var notice in loaded.Notices)
            Terminal.Message(notice.ToString(), Indent);
        if (loaded.Problems.Count == 0)
            return true;
        foreach (var line in ConfigurationReport.Lines(loaded.Problems))
            Terminal.Message(line, Indent);
        return false;
    }
}
