using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>How far a refresh has seen.</summary>
/// <param name="At">The server's time when it looked.</param>
/// <param name="Newest">What the newest page looked like then, so that the overlap is not read again and again while nothing changes.</param>
internal sealed record JiraCursor(DateTimeOffset At, string? Newest)
{
    public static JiraCursor? Parse(string? text)
    {
        var parts = text?.Split(';');
        return parts is [var at, ..] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new JiraCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), parts.Length > 1 ? parts[1] : null)
            : null;
    }

    /// <summary>Which issues the page shows, as of when, and how many there are.</summary>
    public static string Look(JiraPage page)
    {
        var shown = page.Found.Issues.Select(i => $"{i.Id}@{i.Fields.Updated.Value}").Concat(page.Found.Unread.Select(u => u.Why))
            .Order(StringComparer.Ordinal);
        var text = $"{page.Total}|{page.IsLast}|{string.Join(',', shown)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
    }

    public override string ToString() => Newest is null ? $"{At.ToUnixTimeMilliseconds()}" : $"{At.ToUnixTimeMilliseconds()};{Newest}";
}
