using System.Globalization;

namespace ActionSync.Testing;

/// <summary>How long the fuzzers run: <c>ACTIONSYNC_FUZZ</c> sets how many inputs (the long run: 200000), <c>ACTIONSYNC_FUZZ_SEED</c> where to begin.</summary>
internal static class FuzzRun
{
    public static int Count { get; } = Setting("ACTIONSYNC_FUZZ", 5_000);

    public static int First { get; } = Setting("ACTIONSYNC_FUZZ_SEED", 1);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
