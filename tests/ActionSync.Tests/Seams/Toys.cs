using ActionSync.Hosting;

namespace ActionSync.Tests.Seams;

/// <summary>The program with a format, a kind of tracker and a channel more.</summary>
internal static class Toys
{
    public static Catalog Listed { get; } = new(
        [.. Catalog.Default.Formats, ToyFormat.Entry],
        [.. Catalog.Default.Trackers, ToyTracker.Kind],
        [.. Catalog.Default.Channels, ToyChannel.Kind]);
}
