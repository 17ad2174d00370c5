using System.IO.Enumeration;

namespace ActionSync.Text;

/// <summary>Patterns with * and ?, case ignored, as routes and groups are written.</summary>
internal static class Glob
{
    public static bool Matches(string glob, string? value) => value is not null && FileSystemName.MatchesSimpleExpression(glob, value);
}
