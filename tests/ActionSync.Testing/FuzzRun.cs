using System.Globalization;

namespace ActionSync.Testing;

/// <summary>
/// How long the fuzzers run. <c>TEST_FUZZ</c> sets how many inputs (the long run of documents: 200000) and <c>TEST_FUZZ_SEED</c> where to begin;
/// without it each runs its own short count, <c>TEST_FUZZ_TIMES</c> as often.
/// </summary>
internal static class FuzzRun
{
    public static int First { get; } = Setting("TEST_FUZZ_SEED") ?? 1;

    /// <param name="few">What a fuzzer can do in a second or two.</param>
    public static int Count(int few) => Setting("TEST_FUZZ") ?? few * (Setting("TEST_FUZZ_TIMES") ?? 1);

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
