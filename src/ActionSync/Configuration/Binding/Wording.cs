using ActionSync.Text;

namespace ActionSync.Configuration.Binding;

/// <summary>How keys and values are put into sentences.</summary>
internal static class Wording
{
    private const int LongestValue = 80;

    public static string Join(string path, string key) => path == "" ? key : $"{path}:{key}";

    /// <summary>A value for people: on one line, not too long, and without the password that an address may carry.</summary>
    public static string Quote(string text)
    {
        var line = WithoutUser(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
        return line.Length > LongestValue ? $"\"{line[..LongestValue]}...\"" : $"\"{line}\"";
    }

    /// <summary>A path, which is not cut.</summary>
    public static string QuotePath(string path) => $"\"{string.Concat(path.Select(c => char.IsControl(c) ? ' ' : c))}\"";

    /// <summary>"Folder, GitHub or Jira", with the one that was probably meant.</summary>
    public static string Choice(IReadOnlyCollection<string> words, string given) =>
        Nearest.To(given, words) is { } nearest ? $"{Or(words)}; did you mean {nearest}?" : Or(words);

    public static string Or(IReadOnlyCollection<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words.Last()}";

    /// <summary>An address without the user and password that it may carry.</summary>
    public static string WithoutUser(string text)
    {
        var start = text.IndexOf("://");
        var end = text.LastIndexOf('@');
        return start < 0 || end < start ? text : $"{text[..start]}://***{text[end..]}";
    }
}
