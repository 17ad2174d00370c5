namespace ActionSync.Testing;

/// <summary>
/// How long the fuzzers run: <c>TEST_FUZZ</c> sets how many inputs (the long run of documents: 200000), <c>TEST_FUZZ_SEED</c> where to begin.
/// </summary>
internal static class FuzzRun
{
    public static int First { get; } = TestLength.Setting("TEST_FUZZ_SEED") ?? 1;

    /// <param name="few">What a fuzzer can do in a second or two.</param>
    public static int Count(int few) => TestLength.Of("TEST_FUZZ", few);
}
